package dev.quiesce.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What is written out when packaging")
class BootstrapsTest {
    private static final int SUBJECTS = 7;

    @TempDir
    private static Path folder;

    private static Rewriting loader;
    private static Class<?> written;

    /** What javac leaves to be linked. */
    public record Sample(int i, long l, float f, double d, boolean z, char c, byte b, short s, String text, int[] array) {}

    /** A switch with guards, which asks again from the next pattern on, and its answer without a match. */
    public static final class Choice implements IntFunction<String> {
        private static final List<Object> OF = List.of(1, 2L, "text", 'c', List.of(), 7.5, -1);

        @Override
        public String apply(int subject) {
            Object chosen = subject < 0 ? null : OF.get(subject);
            return switch (chosen) {
                case null -> "null";
                case Integer n when n < 0 -> "negative";
                case Integer n when n > 1 -> "large";
                case Integer _ -> "integer";
                case CharSequence text -> "text of " + text.length();
                case Number n -> "number " + n;
                case List<?> _ -> "list";
                default -> "other";
            };
        }
    }

    /** Loads classes of this test anew, as the build writes them. */
    private static final class Rewriting extends ClassLoader {
        private final Method writtenOut;

        Rewriting(Method writtenOut) {
            super(BootstrapsTest.class.getClassLoader());
            this.writtenOut = writtenOut;
        }

        Class<?> rewrite(Class<?> type) throws IOException, ReflectiveOperationException {
            try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                byte[] anew = (byte[]) writtenOut.invoke(null, ClassFile.of(), bytes);
                assertNotSame(bytes, anew);
                return defineClass(type.getName(), anew, 0, anew.length);
            }
        }
    }

    @BeforeAll
    static void compile() throws IOException, ReflectiveOperationException {
        Path source = Checkout.root().resolve("model/src/build/Bootstraps.java");
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source.toString()));
        URLClassLoader tools = new URLClassLoader(new URL[] {folder.toUri().toURL()});
        Method writtenOut = tools.loadClass("Bootstraps").getDeclaredMethod("writtenOut", ClassFile.class, byte[].class);
        writtenOut.setAccessible(true);
        loader = new Rewriting(writtenOut);
        written = loader.rewrite(Sample.class);
    }

    private static Object make(Class<?> type, Object... values) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        return constructor.newInstance(values);
    }

    private static Object[] values() {
        return new Object[] {-3, 1L << 40, 1.5f, -0.0, true, 'x', (byte) -7, (short) 300, "text", null};
    }

    @Test
    @DisplayName("gives records the hash codes of the JDK")
    void hashCodes() throws ReflectiveOperationException {
        assertEquals(make(Sample.class, values()).hashCode(), make(written, values()).hashCode());
    }

    @Test
    @DisplayName("makes records equal that have equal components, and no others")
    void equality() throws ReflectiveOperationException {
        Object[] others = {4, 5L, 2.5f, 0.0, false, 'y', (byte) 8, (short) 9, "other", new int[0]};
        Object sample = make(written, values());
        assertEquals(sample, make(written, values()));
        for (int i = 0; i < others.length; i++) {
            Object[] different = values();
            different[i] = others[i];
            assertNotEquals(sample, make(written, different), "component " + i);
            assertNotEquals(make(written, different), sample, "component " + i);
        }
        assertFalse(sample.equals(make(Sample.class, values())) || sample.equals(null));
        Object[] undefined = values();
        undefined[3] = Double.NaN;
        assertEquals(make(written, undefined), make(written, undefined));
    }

    @Test
    @DisplayName("chooses the pattern that Java chooses")
    @SuppressWarnings("unchecked")
    void choices() throws IOException, ReflectiveOperationException {
        IntFunction<String> anew = (IntFunction<String>) make(loader.rewrite(Choice.class));
        for (int i = -1; i < SUBJECTS; i++) {
            assertEquals(new Choice().apply(i), anew.apply(i));
        }
    }
}
