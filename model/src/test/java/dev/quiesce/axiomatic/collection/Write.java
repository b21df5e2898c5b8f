package dev.quiesce.axiomatic.collection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the collection as files, each with a {@code Result:} line. */
public final class Write {
    private Write() {}

    /** Writes all tests into {@code folder}, which is made. */
    public static void to(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Joined joined : Shapes.all().values()) {
            write(folder, joined.name(), joined.text(), Verdicts.forbids(joined) ? "Never" : "Sometimes");
        }
        for (Table.Row row : Table.rows()) {
            String verdict = row.answer().split(" ")[0] + (row.answer().contains("data-race") ? " DATARACE" : "");
            write(folder, row.name(), row.text(), verdict);
        }
    }

    private static void write(Path folder, String name, String text, String verdict) throws IOException {
        String first = text.lines().findFirst().orElseThrow();
        Files.writeString(folder.resolve(name + ".litmus"),
            first + "\n\n(* Result: " + verdict + " *)" + text.substring(first.length()));
    }
}
