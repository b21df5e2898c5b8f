package dev.quiesce.stress.run;

import dev.quiesce.stress.emit.EmittedTest;
import dev.quiesce.stress.kernel.Kernel;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Emitted tests, compiled into a folder. */
public final class Compilation {
    private final Path sources;
    private final Path classes;

    private Compilation(Path sources, Path classes) {
        this.sources = sources;
        this.classes = classes;
    }

    /**
     * Writes the tests below {@code folder} and compiles them.
     *
     * @param harness whether to generate the harness that JCStress runs them in, which takes its annotation processor
     */
    public static Compilation of(Path folder, List<EmittedTest> tests, boolean harness) throws IOException {
        Compilation compilation = new Compilation(folder.resolve("src"), folder.resolve("classes"));
        List<Path> files = new ArrayList<>();
        for (EmittedTest test : tests) {
            Path file = compilation.sources.resolve(test.path());
            Files.createDirectories(file.getParent());
            Files.writeString(file, test.source());
            files.add(file);
        }
        Files.createDirectories(compilation.classes);
        compilation.compile(files, harness);
        return compilation;
    }

    private void compile(List<Path> files, boolean harness) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("needs a JDK: this Java has no compiler");
        }
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            List<String> options = new ArrayList<>(List.of("-d", classes.toString(), "-classpath", classPath(),
                "-Xlint:all,-path,-processing,-classfile", harness ? "-proc:full" : "-proc:none"));
            if (harness) {
                options.addAll(List.of("-processorpath", classPath()));
            }
            boolean done = compiler.getTask(said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                .call();
            if (!done) {
                throw new IllegalStateException("an emitted test does not compile; it is kept in " + sources + "\n" + said);
            }
        }
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** The folder with the classes. */
    public Path classes() {
        return classes;
    }

    /** The folder with the sources. */
    public Path sources() {
        return sources;
    }

    /** Makes runs of a test: each call is one sample that nobody has run yet. */
    public Supplier<Kernel> samples(EmittedTest test) {
        try {
            URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, Kernel.class.getClassLoader());
            var constructor = loader.loadClass(test.fullName()).getConstructor();
            return () -> {
                try {
                    return (Kernel) constructor.newInstance();
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
