package dev.quiesce.lang;

import dev.quiesce.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What is wrong is said where it is, and with what to write instead. The cases stand in {@code lang/errors.txt}: a title
 * after {@code ##}, then the text of a model, to which what a model needs besides is added unless it has a scenario.
 */
@DisplayName("What is no model")
class ErrorsTest {
    private static final String HEAD = "#include <quiesce.h>\n";
    private static final String TAIL = "static void thread(void) {}\nstruct scenario s = { .threads = { thread } };\n";

    @Test
    @DisplayName("is refused with its place and a hint")
    void refused() throws IOException {
        String cases = Files.readString(Path.of("src", "test", "resources", "lang", "errors.txt"));
        StringBuilder report = new StringBuilder();
        for (String one : cases.split("(?m)^## ")) {
            if (!one.isBlank()) {
                int line = one.indexOf('\n');
                report.append("## ").append(one).append(complaints(one.substring(line + 1))).append('\n');
            }
        }
        Golden.check("lang/errors.golden", report.toString());
    }

    private static String complaints(String text) {
        boolean whole = text.contains("struct scenario") || text.contains("#include <quiesce.h>");
        try {
            Models.read(Source.of("m.c", whole ? text : HEAD + text + TAIL), Map.of());
            return "accepted\n";
        } catch (ModelException e) {
            return e.getMessage() + "\n";
        }
    }
}
