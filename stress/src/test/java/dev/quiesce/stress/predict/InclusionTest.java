package dev.quiesce.stress.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.axiomatic.LitmusChecker;
import dev.quiesce.axiomatic.LitmusOptions;
import dev.quiesce.axiomatic.model.AccessModes;
import dev.quiesce.lang.litmus.LitmusReader;
import dev.quiesce.program.LitmusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a mapping may show on a JVM")
class InclusionTest {
    private static final LitmusOptions ALL = LitmusOptions.DEFAULT.withExhaustive(true);

    /** Bundled tests but those that wait for readers, which the axioms of Java's access modes do not know. */
    private static List<LitmusTest> tests() throws IOException {
        List<LitmusTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("..", "model", "src", "main", "resources", "models", "litmus"))) {
            for (Path file : files.sorted().toList()) {
                String text = Files.readString(file);
                if (!text.contains("synchronize_")) {
                    tests.add(LitmusReader.read(file.getFileName().toString(), text));
                }
            }
        }
        return tests;
    }

    /** Tests with an outcome that the kernel's model does not have, and which. */
    private static Set<String> beyond(boolean ordered) throws IOException {
        Set<String> beyond = new TreeSet<>();
        for (LitmusTest test : tests()) {
            Set<String> more = new TreeSet<>(
                LitmusChecker.check(test, ALL, com -> new AccessModes(com, event -> ordered)).states().keySet());
            more.removeAll(LitmusChecker.check(test, ALL).states().keySet());
            if (!more.isEmpty()) {
                beyond.add(test.name() + " " + more);
            }
        }
        return beyond;
    }

    @Test
    @DisplayName("the kernel's model allows, if every load is an acquire and every store a release")
    void sound() throws IOException {
        int tests = tests().size();
        assertTrue(tests > 50, () -> tests + " tests");
        assertEquals(Set.of(), beyond(true));
    }

    @Test
    @DisplayName("the kernel's model does not always allow, if each access is translated by itself: it orders what depends")
    void oneToOne() throws IOException {
        Set<String> beyond = beyond(false);
        assertTrue(beyond.stream().anyMatch(test -> test.startsWith("RCU-publish ")), beyond::toString);
    }
}
