package dev.quiesce.stress.kernel;

import dev.quiesce.program.Instruction.SpawnKind;

/** A thread that was started on the way and has not run yet: it runs on the CPU that started it, some time later. */
record Started(SpawnKind kind, int function, long argument, long domain) {
    boolean callback() {
        return kind == SpawnKind.CALLBACK || kind == SpawnKind.SLEEPABLE_CALLBACK;
    }
}
