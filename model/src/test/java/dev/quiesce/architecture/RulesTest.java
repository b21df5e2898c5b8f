package dev.quiesce.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The rules of the building")
class RulesTest {
    @Test
    @DisplayName("hold for the sources of this module")
    void hold() {
        var files = SourceFile.below(Checkout.root().resolve("model/src/main/java"));
        assertFalse(files.isEmpty());
        assertEquals("", String.join("\n", Rules.breaches(files)));
    }

    @Nested
    @DisplayName("find")
    class Find {
        @Test
        @DisplayName("a room that uses one further up")
        void upwards() {
            var file = SourceFile.parse(
                    "Load.java", "package dev.quiesce.program; import dev.quiesce.lang.types.Layout; class Load {}");
            assertEquals(List.of("Load.java: program must not use dev.quiesce.lang.types"), Rules.breaches(List.of(file)));
        }

        @Test
        @DisplayName("a room that uses its neighbour")
        void sideways() {
            var file = new SourceFile("Graph.java", "dev.quiesce.axiomatic.graph", Set.of("dev.quiesce.explore"));
            assertEquals(
                    List.of("Graph.java: axiomatic must not use dev.quiesce.explore"), Rules.breaches(List.of(file)));
        }

        @Test
        @DisplayName("packages of one room that need each other, by whatever way round")
        void cycles() {
            var files = List.of(
                    new SourceFile("A.java", "dev.quiesce.lang", Set.of("dev.quiesce.lang.c")),
                    new SourceFile("B.java", "dev.quiesce.lang.c", Set.of("dev.quiesce.lang.types")),
                    new SourceFile("C.java", "dev.quiesce.lang.types", Set.of("dev.quiesce.lang")),
                    new SourceFile("D.java", "dev.quiesce.cli", Set.of("dev.quiesce.lang")));
            assertEquals(
                    List.of("these packages need each other: dev.quiesce.lang, dev.quiesce.lang.c, dev.quiesce.lang.types"),
                    Rules.breaches(files));
        }

        @Test
        @DisplayName("a package without a room")
        void homeless() {
            var file = new SourceFile("Util.java", "dev.quiesce.util", Set.of());
            assertEquals(
                    List.of("Util.java is in no room: give its package a place in Room"),
                    Rules.breaches(List.of(file)));
        }
    }

    @Nested
    @DisplayName("permit")
    class Permit {
        @Test
        @DisplayName("what runs downwards, and rooms that are not built yet")
        void downwards() {
            var files = List.of(
                    new SourceFile("Main.java", "dev.quiesce.cli", Set.of("dev.quiesce.report", "dev.quiesce.axiomatic")),
                    new SourceFile("Text.java", "dev.quiesce.report", Set.of("dev.quiesce.check", "dev.quiesce.program")),
                    new SourceFile("Check.java", "dev.quiesce.check", Set.of("dev.quiesce.explore.table")),
                    new SourceFile("Table.java", "dev.quiesce.explore.table", Set.of()));
            assertEquals(List.of(), Rules.breaches(files));
        }
    }
}
