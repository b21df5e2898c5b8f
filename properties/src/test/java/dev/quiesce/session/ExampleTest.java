package dev.quiesce.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The example of a session")
class ExampleTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "testing.md");
    private static final Path SESSION = Path.of("..", "model", "src", "main", "java", "dev", "quiesce", "simulate", "Session.java");
    private static final String MODEL = """
        #include <quiesce.h>
        struct counter { int n; };
        static struct counter total;
        static void add(struct counter *c, int by) { c->n += by; }
        static void everything(void) { add(&total, 1); }
        struct scenario unused = { .threads = { everything } };
        """;

    @TempDir
    Path folder;

    /** The lines of the example in the document. */
    private static List<String> example() throws Exception {
        return example("session");
    }

    private static List<String> example(String name) throws Exception {
        List<String> lines = Files.readAllLines(DOCUMENT);
        int begin = lines.indexOf("<!-- " + name + " -->") + 2;
        return lines.subList(begin, begin + lines.subList(begin, lines.size()).indexOf("```"));
    }

    @Test
    @DisplayName("is the same in the document and beside the class")
    void same() throws Exception {
        String text = Files.readString(SESSION).lines().map(line -> line.replaceFirst("^ \\* ?", "").replace("\u2026", "..."))
            .collect(Collectors.joining("\n"));
        assertTrue(text.contains(String.join("\n", example())), text.substring(0, text.indexOf("public final class")));
    }

    @Test
    @DisplayName("has properties, which the document shows as they are run")
    void properties() throws Exception {
        Path source = Path.of("src", "test", "java", "dev", "quiesce", "session", "CounterProperties.java");
        assertTrue(Files.readString(source).contains(String.join("\n", example("properties"))), "docs/testing.md shows another " + source);
    }

    @Test
    @DisplayName("compiles, and does what it says")
    void runs() throws Exception {
        Path model = Files.writeString(folder.resolve("counter.c"), MODEL);
        Path source = Files.writeString(folder.resolve("Example.java"), """
            import static org.junit.jupiter.api.Assertions.assertEquals;
            import dev.quiesce.lang.Models;
            import dev.quiesce.simulate.Session;
            import java.nio.file.Path;
            import java.util.Map;

            public class Example {
                public static void run() {
            %s
                }
            }
            """.formatted(String.join("\n", example()).replace("\"counter.c\"", "\"" + model.toString().replace("\\", "\\\\") + "\"")
                .replace("System.out.println(session.schedule())", "assertEquals(\"add*2 \", session.schedule().substring(0, 6))")));
        StringWriter said = new StringWriter();
        assertEquals(true, ToolProvider.getSystemJavaCompiler().getTask(said, null, null, List.of("-d", folder.toString(),
            "-classpath", System.getProperty("java.class.path"), "-proc:none"), null, ToolProvider.getSystemJavaCompiler()
            .getStandardFileManager(null, null, null).getJavaFileObjects(source)).call(), said::toString);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            loader.loadClass("Example").getMethod("run").invoke(null);
        }
    }
}
