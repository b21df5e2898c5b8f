package dev.quiesce.export.litmus;

import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;

/**
 * An activation of a function: what its registers hold, and where it is.
 *
 * @param <V> what a register holds; null if it holds nothing
 */
final class Activation<V> {
    final Function function;
    /** The calls that led here, which together with a position name an instruction of the thread's unfolded text. */
    final String path;
    /** The caller's register for the result, -1 for none. */
    final int destination;
    final V[] registers;
    int position;

    Activation(Function function, String path, int destination, V[] registers) {
        this.function = function;
        this.path = path;
        this.destination = destination;
        this.registers = registers;
    }

    Activation<V> copy() {
        Activation<V> copy = new Activation<>(function, path, destination, registers.clone());
        copy.position = position;
        return copy;
    }

    /** Names the instruction at hand. */
    String key() {
        return path + ":" + position;
    }

    Instruction instruction() {
        return function.body().get(position);
    }
}
