package dev.quiesce.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A document is Markdown in which marked blocks can be tried: a block behind {@code <!-- file: NAME -->} is written as
 * that file, one behind {@code <!-- run -->} or {@code <!-- run: exit N -->} holds commands after {@code $} with what they
 * print.
 */
final class Document {
    private static final Pattern BLOCK = Pattern.compile(
        "<!-- (file|run)(?:: ([^>]*?))? -->\\n```\\w*\\n(.*?)```\\n", Pattern.DOTALL);

    private final List<Block> blocks = new ArrayList<>();
    private final String text;

    /** A marked block; {@code start} and {@code end} are where its content stands. */
    record Block(String kind, String argument, String content, int start, int end) {}

    Document(String text) {
        this.text = text;
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            String argument = matcher.group(2) == null ? "" : matcher.group(2).strip();
            blocks.add(new Block(matcher.group(1), argument, matcher.group(3), matcher.start(3), matcher.end(3)));
        }
    }

    List<Block> blocks() {
        return blocks;
    }

    /** The same document with other contents of its blocks. */
    String with(List<String> contents) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int i = 0; i < blocks.size(); i++) {
            out.append(text, at, blocks.get(i).start()).append(contents.get(i));
            at = blocks.get(i).end();
        }
        return out.append(text.substring(at)).toString();
    }
}
