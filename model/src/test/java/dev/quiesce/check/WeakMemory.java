package dev.quiesce.check;

import dev.quiesce.program.Instruction;
import dev.quiesce.program.Program;

/** What a program asks of the memory model. */
final class WeakMemory {
    private WeakMemory() {}

    /** True if some code waits for readers, or is called back once they have gone. */
    static boolean usesGracePeriods(Program program) {
        return program.functions().stream().flatMap(f -> f.body().stream()).anyMatch(i -> switch (i) {
            case Instruction.Synchronize s -> true;
            case Instruction.SleepableSynchronize s -> true;
            case Instruction.Spawn s -> s.kind() == Instruction.SpawnKind.CALLBACK
                || s.kind() == Instruction.SpawnKind.SLEEPABLE_CALLBACK;
            default -> false;
        });
    }
}
