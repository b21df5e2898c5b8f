package dev.quiesce.simulate;

import dev.quiesce.program.Instruction;
import dev.quiesce.program.ScalarType;

/** A recorder that records nothing; to be overridden where something is of interest. */
abstract class Silent implements Recorder {
    @Override
    public void executing(int slot, Frame[] frames, int depth, Instruction instruction) { }

    @Override
    public void loaded(int slot, long address, ScalarType type, long value) { }

    @Override
    public void stored(int slot, long address, ScalarType type, long before, long after) { }

    @Override
    public void delayed(int slot, StoreBuffer.Entry entry) { }

    @Override
    public void leaves(int slot, StoreBuffer.Entry entry) { }

    @Override
    public void queued(int slot) { }

    @Override
    public void allocated(int slot, int object, Instruction.Allocate how) { }

    @Override
    public void freed(int slot, int object) { }

    @Override
    public void chose(int slot, long value) { }

    @Override
    public void note(int slot, String text) { }

    @Override
    public void started(int slot, int by, int function, long argument, Instruction.SpawnKind kind) { }

    @Override
    public void finished(int slot) { }
}
