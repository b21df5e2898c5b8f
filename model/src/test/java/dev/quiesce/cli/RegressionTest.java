package dev.quiesce.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.program.Finding;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A counterexample becomes a test in one command, and that test tells a repaired model from one that is not. */
class RegressionTest {
    private static final String MODEL = """
        #include <quiesce.h>
        #include <linux/slab.h>
        static int *p, gone;
        static void setup(void)
        {
        	p = kzalloc(sizeof(*p), GFP_KERNEL);
        }
        static void use(void)
        {
        	if (!READ_ONCE(gone))
        		WRITE_ONCE(*p, 1);
        }
        static void del(void)
        {
        	WRITE_ONCE(gone, 1);
        	kfree(p);
        }
        struct scenario s = { .init = setup, .threads = { use, del } };
        """;

    @TempDir
    private Path folder;

    /** Runs the test {@code s} that a check of {@code model} made; null if it passes. */
    private Throwable run(Path model) throws Exception {
        Path source = folder.resolve("RaceTest.java");
        int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());
        assertEquals(0, status, Files.readString(source));
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class<?> tests = loader.loadClass("RaceTest");
            Constructor<?> constructor = tests.getDeclaredConstructor();
            constructor.setAccessible(true);
            Method test = tests.getDeclaredMethod("s");
            test.setAccessible(true);
            test.invoke(constructor.newInstance());
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }

    @Test
    void the_test_fails_until_the_model_is_repaired_and_again_if_the_mistake_comes_back() throws Exception {
        Path model = Files.writeString(folder.resolve("race.c"), MODEL);
        String test = folder.resolve("RaceTest.java").toString();
        assertEquals(1, Terminal.real().run("check", model.toString(), "--format", "java", "-o", test).code());
        Throwable failure = run(model);
        assertTrue(failure instanceof AssertionError && failure.getMessage().contains("USE_AFTER_FREE"), String.valueOf(failure));
        Files.writeString(model, MODEL.replace("\tkfree(p);\n", ""));
        assertNull(run(model));
        Files.writeString(model, MODEL);
        assertTrue(run(model) instanceof AssertionError);
    }

    @Test
    void what_is_meant_to_break_has_to_break_as_it_did() throws Exception {
        Path model = Files.writeString(folder.resolve("race.c"), MODEL.replace("use, del }", "use, del }, .expect = USE_AFTER_FREE"));
        String test = folder.resolve("RaceTest.java").toString();
        assertEquals(0, Terminal.real().run("fuzz", model.toString(), "--seed", "1", "--format", "java", "-o", test).code());
        assertNull(run(model));
        Files.writeString(model, Files.readString(model).replace("\tkfree(p);\n", ""));
        assertTrue(run(model) instanceof AssertionError);
    }

    @Test
    void wrong_arguments_are_no_verdict() {
        assertThrows(IllegalArgumentException.class, () -> Regression.replay("missing.c", "s", "go"));
        assertThrows(IllegalArgumentException.class, () -> Regression.replay("xfrm/flush", "nowhere", "go"));
        assertThrows(IllegalArgumentException.class, () -> Regression.replay("xfrm/flush", "--nonsense"));
        assertEquals(Finding.HOLDS, Regression.replay("xfrm/flush", "unregister", "--variant", "D0", "nobody"));
    }
}
