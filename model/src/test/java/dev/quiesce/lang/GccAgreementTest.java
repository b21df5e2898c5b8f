package dev.quiesce.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Checker;
import dev.quiesce.check.Options;
import dev.quiesce.check.Progress;
import dev.quiesce.program.Program;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C means here what it means to gcc: random programs compute the same in both. */
@DisplayName("A random C program computes what gcc says")
class GccAgreementTest {
    private static final int FUNCTIONS = 12;
    private static final String MAIN = """
            #include <stdio.h>
            void run_all(void);
            void __q_observe(const char *name, long value) { printf("%s=%ld ", name, value); }
            int main(void) { run_all(); return 0; }
            """;

    @BeforeAll
    static void gcc() {
        Gcc.assumeThere();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void computes(long seed, @TempDir Path folder) {
        String model = RandomC.model(seed, FUNCTIONS);
        String compiled = Gcc.run(folder, model + "void run_all(void) { run(); }\n", MAIN);
        assertEquals(compiled, observed(model), () -> "seed " + seed);
    }

    private static String observed(String model) {
        Program program = Models.read(Source.of("random.c", model), Map.of()).getFirst();
        CheckResult result = new Checker(Options.DEFAULT, Progress.NONE).check(program, program.scenarios().getFirst());
        return result.violation() == null ? String.join(" | ", result.outcomes().keySet()).replace(",", "")
                : result.violation().toString();
    }
}
