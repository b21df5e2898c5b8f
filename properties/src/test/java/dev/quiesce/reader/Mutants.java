package dev.quiesce.reader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Mutants are models with a few tokens deleted, doubled, exchanged or replaced. */
final class Mutants {
    private static final Path SUITE = Path.of("..", "model", "src", "test", "resources", "conformance");
    private static final Pattern TOKEN = Pattern.compile("\"(?:\\\\.|[^\"\\\\\\n])*\"|\\w+|\\s+|->|\\+\\+|--|&&|\\|\\||[<>=!]=|.");
    private static final List<String> NUMBERS = List.of("0", "-1", "1", "2147483648", "0xffffffffffffffff", "99999999999999999999",
            "1ULL<<63", "'a'", "\"text\"", "1.5", "08", "65536");
    private static final List<String> WORDS = List.of("int", "void", "struct", "unsigned long", "char *", "NULL", "sizeof", "static",
            "const", "return", "goto", "{", "}", "(", ")", ";", "*", "&", ",", "[", "]", "u8", "typeof(0)", "__rcu", "union",
            "if (0)", "for (;;)", "while (1)", "switch (1)", "case 1:", "else", "do", "indivisible", "ghost", "asm(\"\")", "...",
            "= {0}", "#define X", "\n#if 0\n", "\n#endif\n", "({ 1; })", ":3", "?:", "->", ".x", "enum { A, B }", "extern", "typedef");

    private Mutants() {}

    /** The files to make mutants of, in order. */
    static List<Path> originals() {
        try (Stream<Path> files = Files.walk(SUITE)) {
            return files.filter(file -> file.toString().endsWith(".c")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code text} after one to four changes that {@code random} makes. */
    static String mutant(String text, Random random) {
        List<String> tokens = new ArrayList<>(TOKEN.matcher(text).results().map(MatchResult::group).toList());
        for (int changes = 1 + random.nextInt(4); changes > 0 && tokens.size() > 2; changes--) {
            change(tokens, random);
        }
        return String.join("", tokens);
    }

    private static void change(List<String> tokens, Random random) {
        int at = random.nextInt(tokens.size());
        while (tokens.get(at).isBlank() && random.nextInt(10) != 0) {
            at = random.nextInt(tokens.size());
        }
        int other = random.nextInt(tokens.size());
        switch (random.nextInt(8)) {
            case 0 -> tokens.remove(at);
            case 1 -> tokens.add(at, tokens.get(at));
            case 2 -> tokens.set(at, tokens.get(other));
            case 3 -> tokens.set(other, tokens.set(at, tokens.get(other)));
            case 4 -> tokens.add(at, " " + WORDS.get(random.nextInt(WORDS.size())) + " ");
            case 5 -> tokens.set(at, " " + WORDS.get(random.nextInt(WORDS.size())) + " ");
            case 6 -> number(tokens, at, random);
            default -> tokens.subList(at, Math.min(tokens.size(), at + 1 + random.nextInt(12))).clear();
        }
    }

    private static void number(List<String> tokens, int from, Random random) {
        for (int i = from; i < tokens.size(); i++) {
            if (Character.isDigit(tokens.get(i).charAt(0))) {
                tokens.set(i, NUMBERS.get(random.nextInt(NUMBERS.size())));
                return;
            }
        }
    }
}
