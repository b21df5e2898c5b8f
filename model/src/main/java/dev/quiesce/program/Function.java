package dev.quiesce.program;

import java.util.List;
import java.util.Objects;

/**
 * A function is a list of instructions over registers of its own. Parameters arrive in registers 0, 1, ….
 *
 * @param parameters    number of parameters
 * @param registers     number of registers, parameters included
 * @param registerNames the variable a register stands for, empty for a temporary; as many as registers
 * @param body          instructions; jumps name positions in it; execution never runs off its end
 */
public record Function(String name, int parameters, int registers, List<String> registerNames,
                       List<Instruction> body, Site site) {
    public Function {
        Objects.requireNonNull(name);
        Objects.requireNonNull(site);
        registerNames = List.copyOf(registerNames);
        body = List.copyOf(body);
        if (parameters > registers || registerNames.size() != registers) {
            throw new IllegalArgumentException("registers of " + name);
        }
    }
}
