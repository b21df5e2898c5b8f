import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites jars so that the JVM's cache of loaded classes takes what is in them; the code stays the same. It does not take
 *
 * <ul>
 *   <li>class files from before Java 6, which come without the tables that let them be verified in one pass: picocli still
 *       ships such. They become class files of Java 8.
 *   <li>classes from signed jars, such as Eclipse's, nor those that inherit from them. Without their signatures, which were
 *       worth something when the jars were downloaded, they are in the cache, and no start verifies them. The digests of all
 *       files, which every start read, go from the manifests with them.
 * </ul>
 *
 * <p>In the checker's own jar it writes out what the cache does not take either, as {@link Bootstraps} says, and adds lists of the
 * bundled files, so that nobody has to look for them among the classes.
 *
 * <p>A jar that cannot be rewritten stays as it was: this buys speed and nothing else.
 */
final class PrepareLibraries {
    private static final int MAJOR_AT = 7;
    private static final List<String> BUNDLED = List.of("models/", "include/");
    /** As {@code dev.quiesce.lang.Bundled} looks for it. */
    private static final String INDEX = "INDEX";
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");
    private static final ClassTransform SET_VERSION = (builder, element) -> {
        if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
        } else {
            builder.with(element);
        }
    };
    /** Writes every instruction anew: a method that is copied as a whole would get no tables. */
    private static final ClassTransform TO_JAVA_8 =
            SET_VERSION.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL));

    private final Path jar;
    private final ClassFile classes;

    private PrepareLibraries(Path jar, ClassLoader loader) {
        this.jar = jar;
        var resolver = ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver());
        classes = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS, ClassHierarchyResolverOption.of(resolver));
    }

    /** @param arguments the folder of the libraries, the checker's own jar */
    public static void main(String... arguments) throws IOException {
        Path own = Path.of(arguments[1]);
        List<URL> all = new ArrayList<>(List.of(own.toUri().toURL()));
        try (var jars = Files.newDirectoryStream(Path.of(arguments[0]), "*.jar")) {
            for (Path jar : jars) {
                all.add(jar.toUri().toURL());
                if (needsWork(jar)) {
                    rewrite(jar, List.of(jar.toUri().toURL()), PrepareLibraries::writeTo);
                }
            }
        }
        rewrite(own, all, PrepareLibraries::writeOutTo);
    }

    private static boolean needsWork(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (isSignature(entry) || isClass(entry) && isOld(zip.getInputStream(entry).readNBytes(MAJOR_AT + 1))) {
                    return true;
                }
            }
            return false;
        }
    }

    private interface Work {
        void write(PrepareLibraries to, Path prepared) throws IOException;
    }

    /** @param seen the jars with the classes that those of {@code jar} refer to */
    private static void rewrite(Path jar, List<URL> seen, Work work) throws IOException {
        Path prepared = jar.resolveSibling(jar.getFileName() + ".prepared");
        try (var loader = new URLClassLoader(seen.toArray(URL[]::new))) {
            work.write(new PrepareLibraries(jar, loader), prepared);
            Files.move(prepared, jar, StandardCopyOption.REPLACE_EXISTING);
        } catch (IllegalArgumentException e) {
            System.err.println(jar.getFileName() + " stays as it is: " + e.getMessage());
            Files.deleteIfExists(prepared);
        }
    }

    private void writeOutTo(Path prepared) throws IOException {
        try (var from = new ZipFile(jar.toFile()); var to = new ZipOutputStream(Files.newOutputStream(prepared))) {
            List<? extends ZipEntry> entries = Collections.list(from.entries()).stream()
                    .filter(entry -> BUNDLED.stream().noneMatch(folder -> entry.getName().equals(folder + INDEX))).toList();
            for (String folder : BUNDLED) {
                put(to, new ZipEntry(folder + INDEX), index(entries, folder).getBytes(StandardCharsets.UTF_8));
            }
            for (ZipEntry entry : entries) {
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                put(to, entry, isClass(entry) ? Bootstraps.writtenOut(classes, bytes) : bytes);
            }
        }
    }

    private void writeTo(Path prepared) throws IOException {
        try (var from = new ZipFile(jar.toFile()); var to = new ZipOutputStream(Files.newOutputStream(prepared))) {
            for (ZipEntry entry : Collections.list(from.entries())) {
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                if (isClass(entry)) {
                    put(to, entry, isOld(bytes) ? raise(bytes) : bytes);
                } else if (!isSignature(entry)) {
                    put(to, entry, entry.getName().equals(JarFile.MANIFEST_NAME) ? withoutDigests(bytes) : bytes);
                }
            }
        }
    }

    /** The files below {@code folder}, counted from there, one a line, in order. */
    private static String index(List<? extends ZipEntry> entries, String folder) {
        return entries.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName)
                .filter(name -> name.startsWith(folder)).map(name -> name.substring(folder.length())).sorted()
                .collect(Collectors.joining("\n"));
    }

    private static boolean isSignature(ZipEntry entry) {
        return SIGNATURE.matcher(entry.getName()).matches();
    }

    private static byte[] withoutDigests(byte[] text) throws IOException {
        Manifest manifest = new Manifest(new ByteArrayInputStream(text));
        manifest.getEntries().clear();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        manifest.write(out);
        return out.toByteArray();
    }

    private static void put(ZipOutputStream to, ZipEntry original, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(original.getName());
        entry.setTime(Math.max(original.getTime(), 0));
        to.putNextEntry(entry);
        to.write(bytes);
        to.closeEntry();
    }

    private static boolean isClass(ZipEntry entry) {
        return entry.getName().endsWith(".class");
    }

    private static boolean isOld(byte[] classFile) {
        return classFile[MAJOR_AT] < ClassFile.JAVA_6_VERSION;
    }

    private byte[] raise(byte[] old) {
        byte[] raised = classes.transformClass(classes.parse(old), TO_JAVA_8);
        var errors = classes.verify(raised);
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(errors.getFirst().getMessage());
        }
        return raised;
    }
}
