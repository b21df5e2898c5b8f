package dev.quiesce.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.Golden;
import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Listing;
import dev.quiesce.program.Program;
import dev.quiesce.program.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The lowering")
class LoweringTest {
    private static final Path LANG = Path.of("src", "test", "resources", "lang");

    @Test
    @DisplayName("of a model is this listing")
    void listing() throws IOException {
        Program program = Models.read(new Source("lowering.c", Files.readString(LANG.resolve("lowering.c")), null), Map.of())
                .getFirst();
        StringBuilder text = new StringBuilder();
        for (Function function : program.functions()) {
            if (!function.site().library()) {
                text.append(Listing.of(program, function)).append('\n');
            }
        }
        Golden.check("lang/lowering.golden", text.toString());
    }

    @Test
    @DisplayName("gives every bundled model instructions with sites, registers and targets that exist")
    void sound() {
        List<String> models = Models.bundled();
        assertTrue(models.size() > 5, models::toString);
        for (String name : models) {
            for (Program program : Models.read(Models.bundledSource(name), Map.of())) {
                program.functions().forEach(function -> sound(name, function));
            }
        }
    }

    private static void sound(String model, Function function) {
        String where = model + " " + function.name();
        int size = function.body().size();
        assertTrue(size > 0 && ends(function.body().getLast()), where);
        for (Instruction instruction : function.body()) {
            assertTrue(instruction.site() != Site.NONE && instruction.site().line() > 0, where);
            if (instruction instanceof Instruction.Branch branch) {
                assertTrue(branch.ifTrue() < size && branch.ifFalse() < size && branch.join() < size, where);
            }
        }
        assertEquals(function.registers(), function.registerNames().size(), where);
    }

    private static boolean ends(Instruction last) {
        return last instanceof Instruction.Return || last instanceof Instruction.Jump || last instanceof Instruction.Report
                || last instanceof Instruction.Branch;
    }
}
