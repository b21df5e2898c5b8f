package dev.quiesce.lang;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A source is the text of one model file.
 *
 * @param name   as reports show it
 * @param text   what it says
 * @param folder where {@code #include "…"} looks; null where there is no folder
 */
public record Source(String name, String text, Path folder) {
    /** Some editors put it in front, and compilers do not see it either. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    public Source {
        Objects.requireNonNull(name);
        Objects.requireNonNull(text);
    }

    /** A text that lies in no file. */
    public static Source of(String name, String text) {
        return new Source(name, text, null);
    }

    /** The file at {@code path}, which reports show as {@code path} is written. */
    public static Source of(Path path) {
        try {
            String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
            if (text.indexOf('\0') >= 0) {
                throw new ModelException(List.of(Diagnostic.error(path.toString(), 0, 0, "is no text in UTF-8")));
            }
            return new Source(path.toString(), text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text,
                path.toAbsolutePath().getParent());
        } catch (IOException e) {
            String reason = Files.isDirectory(path) ? "is a directory" : Files.exists(path) ? "cannot be read" : "no such file";
            throw new ModelException(List.of(Diagnostic.error(path.toString(), 0, 0, reason)));
        }
    }

    /** The bundled model {@code name}, such as {@code xfrm/flush.c}; null if there is none. */
    static Source bundled(String name) {
        String text = Bundled.text(Bundled.MODELS + name);
        return text == null ? null : new Source(name, text, null);
    }

    /** The file's name without folders and without {@code .c}. */
    String model() {
        String base = name.substring(name.lastIndexOf('/') + 1);
        return base.endsWith(".c") ? base.substring(0, base.length() - 2) : base;
    }
}
