package dev.quiesce.stress.emit;

import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Binary;
import dev.quiesce.program.Expression.Cast;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Expression.Unary;
import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;
import dev.quiesce.stress.emit.Blocks.Block;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes one function of a program as a Java method. */
final class FunctionEmitter {
    private final Names names;
    private final Mapping mapping;
    private final List<String> observed;

    FunctionEmitter(Names names, Mapping mapping, List<String> observed) {
        this.names = names;
        this.mapping = mapping;
        this.observed = observed;
    }

    /** The method of function number {@code number}. */
    List<String> write(int number, Function function) {
        Blocks blocks = new Blocks(function);
        List<String> registers = names.registers(function);
        Expressions expressions = new Expressions(names, registers);
        SortedSet<Integer> inPlace = declaredInPlace(function, blocks);
        Statements statements = new Statements(function, names, registers, expressions, blocks, mapping, observed, inPlace);
        List<String> body = new StructuredCode(function, blocks, statements, expressions::condition).write();
        List<String> lines = new ArrayList<>();
        String parameters = IntStream.range(0, function.parameters()).mapToObj(p -> ", long " + registers.get(p))
            .collect(Collectors.joining());
        lines.add("private static long " + names.function(number) + "(Cpu cpu" + parameters + ") {");
        String declared = IntStream.range(function.parameters(), function.registers())
            .filter(r -> !inPlace.contains(r) && mentioned(body, registers.get(r)))
            .mapToObj(r -> registers.get(r) + " = 0").collect(Collectors.joining(", "));
        if (!declared.isEmpty()) {
            lines.add("    long " + declared + ";");
        }
        statements.declarations().forEach(d -> lines.add("    " + d));
        body.forEach(l -> lines.add(l.isEmpty() ? l : "    " + l));
        lines.add("}");
        return lines;
    }

    private static boolean mentioned(List<String> body, String name) {
        String pattern = "(?s).*(?<!\\w)" + name.replace("$", "\\$") + "(?!\\w).*";
        return body.stream().anyMatch(l -> l.matches(pattern));
    }

    /** Registers that one instruction assigns, before any other of the same block reads them and none elsewhere does. */
    private static SortedSet<Integer> declaredInPlace(Function function, Blocks blocks) {
        int n = function.registers();
        int[] assignments = new int[n];
        int[] home = new int[n];
        BitSet strays = new BitSet();
        for (Block block : blocks.all().values()) {
            for (int i = block.from(); i <= block.to(); i++) {
                Instruction instruction = function.body().get(i);
                for (Expression read : Reads.of(instruction)) {
                    forEachRegister(read, r -> {
                        if (assignments[r] == 0 || home[r] != block.from()) {
                            strays.set(r);
                        }
                    });
                }
                int to = Reads.destination(instruction);
                if (to >= 0) {
                    assignments[to]++;
                    home[to] = block.from();
                }
            }
        }
        SortedSet<Integer> found = new TreeSet<>();
        for (int r = function.parameters(); r < n; r++) {
            if (assignments[r] == 1 && !strays.get(r)) {
                found.add(r);
            }
        }
        return found;
    }

    private static void forEachRegister(Expression e, java.util.function.IntConsumer use) {
        switch (e) {
            case Constant c -> { }
            case Register r -> use.accept(r.index());
            case Unary u -> forEachRegister(u.operand(), use);
            case Cast c -> forEachRegister(c.operand(), use);
            case Binary b -> {
                forEachRegister(b.left(), use);
                forEachRegister(b.right(), use);
            }
        }
    }
}
