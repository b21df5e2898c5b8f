package dev.quiesce.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A source file uses")
class SourceFileTest {
    @Test
    @DisplayName("what it imports, plainly or statically")
    void imports() {
        assertEquals(
                Set.of("dev.quiesce.program", "dev.quiesce.lang.c", "dev.quiesce.check"),
                uses("import dev.quiesce.program.Load; import static dev.quiesce.lang.c.Types.INT; import dev.quiesce.check.*;"));
    }

    @Test
    @DisplayName("what it names in full")
    void fullNames() {
        assertEquals(Set.of("dev.quiesce.program"), uses("class A { dev.quiesce.program.Load load; }"));
    }

    @Test
    @DisplayName("nothing that only a comment or a literal speaks of")
    void noCode() {
        assertEquals(
                Set.of(),
                uses(
                        """
                        // import dev.quiesce.a.A; it's
                        /* import dev.quiesce.b.B; " */
                        class A {
                            String s = "dev.quiesce.c \\" dev.quiesce.d // ";
                            char c = '"';
                            String t = ""\"
                                dev.quiesce.e "quoted"
                                ""\";
                        }
                        """));
    }

    @Test
    @DisplayName("what follows a comment or a literal")
    void codeAfterNoCode() {
        assertEquals(
                Set.of("dev.quiesce.a", "dev.quiesce.b", "dev.quiesce.c"),
                uses("/**/dev.quiesce.a.A a = f(\"/*\", '\\'', \"\"); dev.quiesce.b.B b; //\n dev.quiesce.c.C c;"));
    }

    @Test
    @DisplayName("neither itself nor what belongs to others")
    void notItself() {
        assertEquals(Set.of(), uses("import dev.quiesce.home.B; import org.dev.quiesce.other.C;"));
    }

    private static Set<String> uses(String text) {
        return SourceFile.parse("A.java", "package dev.quiesce.home;\n" + text).uses();
    }
}
