package dev.quiesce.simulate;

import dev.quiesce.program.Instruction;
import dev.quiesce.program.ScalarType;

/** Told what a machine does while it runs a step again for a trace; searches run without one. */
interface Recorder {
    /** {@code instruction} is about to be executed by the thread in {@code slot}. */
    void executing(int slot, Frame[] frames, int depth, Instruction instruction);

    /** A scalar in shared or private memory was read. */
    void loaded(int slot, long address, ScalarType type, long value);

    /** A scalar was written. */
    void stored(int slot, long address, ScalarType type, long before, long after);

    /** Something goes into the store buffer of the thread in {@code slot}, at the instruction that was begun last. */
    void delayed(int slot, StoreBuffer.Entry entry);

    /** The oldest that is in the store buffer is about to take effect. */
    void leaves(int slot, StoreBuffer.Entry entry);

    /** A writer waits for a lock that readers hold, and no reader that comes now gets in before it. */
    void queued(int slot);

    void allocated(int slot, int object, Instruction.Allocate how);

    void freed(int slot, int object);

    /** A choice has come out as {@code value}. */
    void chose(int slot, long value);

    /** A local decision worth telling: what was printed, or found out. */
    void note(int slot, String text);

    void started(int slot, int by, int function, long argument, Instruction.SpawnKind kind);

    void finished(int slot);
}
