package dev.quiesce.lang;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Checker;
import dev.quiesce.check.Options;
import dev.quiesce.check.Progress;
import dev.quiesce.program.Program;
import java.nio.file.Path;
import java.util.Map;

/** What a model of one thread, the function {@code run}, observes: one {@code name=value} a line. */
final class Observations {
    private static final String MAIN = """
            #include <stdio.h>
            #include <string.h>
            void run_all(void);
            void __q_observe(const char *name, long value) { printf("%s=%ld\\n", name, value); }
            void *__q_copy(void *to, const void *from, unsigned long size) { return memcpy(to, from, size); }
            void *__q_fill(void *to, int byte, unsigned long size) { return memset(to, byte, size); }
            int main(void) { run_all(); return 0; }
            """;

    private Observations() {}

    static String byGcc(Path folder, String model) {
        return Gcc.run(folder, model + "void run_all(void) { run(); }\n", MAIN);
    }

    static String byUs(String model) {
        Program program = Models.read(Source.of("model.c", model), Map.of()).getFirst();
        CheckResult result = new Checker(Options.DEFAULT, Progress.NONE).check(program, program.scenarios().getFirst());
        return result.violation() == null ? String.join(" | ", result.outcomes().keySet()).replaceAll(",? ", "\n")
                : result.violation().toString();
    }
}
