package dev.quiesce.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What is wrong is said where it is, and with what to write instead. The cases stand in {@code lang/errors.txt}: a title
 * after {@code ##}, then the text of a model, to which what a model needs besides is added unless it has a scenario.
 */
@DisplayName("What is no model")
class ErrorsTest {
    /** What makes a complaint, up to the end of its statement. */
    private static final Pattern MADE = Pattern.compile("(?:new Refusal|Diagnostic\\.error|problems\\(\\)\\.add|problems\\.add)\\(((?:[^;\"]|\"(?:[^\"\\\\]|\\\\.)*\")*);");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    /** About nodes that the parser does not make of C: each is the last resort of a switch over them. */
    private static final Set<String> NEVER = Set.of("this declaration is not supported", "this expression is not supported",
            "this operator is not supported", "this type is not supported", "this is not C", "this designator is not supported",
            "this initialiser is not C", "this literal is not supported", "this is no function", "a name is missing",
            "this is no member declaration");
    /** About files on a disk. */
    private static final Set<String> ON_DISK = Set.of("this file includes itself, over and over", "is no text in UTF-8");
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

    /**
     * The sources are read for what they refuse: wherever a {@link Refusal} or a {@link Diagnostic} is made, its words must stand in
     * the golden file, unless CDT never makes the node that they are about.
     */
    @Test
    @DisplayName("has a row here for everything that the reader objects to")
    void complete() throws IOException {
        String golden = Files.readString(Path.of("src", "test", "resources", "golden", "lang", "errors.golden"));
        Set<String> missing = new TreeSet<>();
        int sites = 0;
        try (Stream<Path> sources = Files.list(Path.of("src", "main", "java", "dev", "quiesce", "lang"))) {
            for (Path source : sources.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
                Matcher made = MADE.matcher(Files.readString(source));
                while (made.find()) {
                    sites++;
                    List<String> words = LITERAL.matcher(made.group(1)).results().map(l -> l.group(1).replace("\\\\", "\\")).toList();
                    if (words.stream().anyMatch(w -> w.length() > 3) && words.stream().filter(w -> w.length() > 3).noneMatch(golden::contains)
                            && words.stream().noneMatch(NEVER::contains) && words.stream().noneMatch(ON_DISK::contains)) {
                        missing.add(source.getFileName() + ": " + String.join("…", words));
                    }
                }
            }
        }
        assertEquals(Set.of(), missing, "messages without a row in errors.txt");
        assertTrue(sites > 100, "only " + sites + " places found");
    }

    @Test
    @DisplayName("is what is nested more deeply than anybody writes")
    void nested() {
        int deep = 20_000;
        Map<String, String> texts = Map.of(
                "parentheses", "static int f(void)\n{\n\treturn " + "(".repeat(deep) + "1" + ")".repeat(deep) + ";\n}\n",
                "blocks", "static void f(int x)\n{\n\t" + "if (x) {".repeat(deep) + "}".repeat(deep) + "\n}\n",
                "operators", "static int f(int x)\n{\n\treturn " + "- ".repeat(deep) + "x;\n}\n",
                "a sum", "static int f(int x)\n{\n\treturn " + "x + ".repeat(deep) + "x;\n}\n");
        texts.forEach((what, text) -> assertTrue(complaints(text).startsWith("m.c:4:") && complaints(text).contains("error: this is nested too deeply"),
                () -> what + ": " + complaints(text).lines().findFirst().orElse("")));
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
