package dev.quiesce.simulate;

import java.util.Arrays;

/**
 * A frame is one activation of a function: where it is, its registers and its automatic objects. Immutable between
 * steps; the machine works on a copy that it owns. In frames below the top {@code pc} is that of the call.
 */
final class Frame {
    /** What a register holds that was never assigned. No program computes this number but by unlikely chance. */
    static final long UNDEFINED = 0x5D1E_F00D_0BAD_C0DEL;
    static final int[] NO_AUTOMATICS = {};

    final int function;
    int pc;
    final long[] registers;
    /** Ids of automatic objects by slot, -1 where not made yet. */
    int[] automatics;

    Frame(int function, int pc, long[] registers, int[] automatics) {
        this.function = function;
        this.pc = pc;
        this.registers = registers;
        this.automatics = automatics;
    }

    Frame copy() {
        return new Frame(function, pc, registers.clone(), automatics);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame f && function == f.function && pc == f.pc
            && Arrays.equals(registers, f.registers) && Arrays.equals(automatics, f.automatics);
    }

    @Override
    public int hashCode() {
        return ((function * 31 + pc) * 31 + Arrays.hashCode(registers)) * 31 + Arrays.hashCode(automatics);
    }
}
