package dev.quiesce.lang;

import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import dev.quiesce.program.Address;
import dev.quiesce.program.Finding;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Races;
import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.cdt.core.dom.ast.IASTDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/** The {@code struct scenario} objects of a file. */
final class Scenarios {
    private final Unit unit;
    private final List<Symbol.OfGlobal> declared = new ArrayList<>();

    Scenarios(Unit unit) {
        this.unit = unit;
    }

    void add(Symbol.OfGlobal scenario) {
        declared.add(scenario);
    }

    boolean contains(Symbol.OfGlobal global) {
        return declared.contains(global);
    }

    boolean isEmpty() {
        return declared.isEmpty();
    }

    /** All of them, as far as they are right. */
    List<Scenario> read() {
        List<Scenario> scenarios = new ArrayList<>();
        for (Symbol.OfGlobal symbol : declared) {
            unit.problems().guard(symbol.declaration(), () -> scenarios.add(read(symbol)));
        }
        return scenarios;
    }

    private Scenario read(Symbol.OfGlobal symbol) {
        symbol.context().sizeOf(symbol.declaration(), symbol.type());
        StaticImage image = new StaticImage();
        Map<Long, String> texts = new HashMap<>();
        if (symbol.clause() != null) {
            symbol.context().initializers.constants(symbol.type(), symbol.clause(), image, texts);
        }
        Members members = new Members(symbol, image, texts);
        int init = members.function("init");
        int exit = members.function("exit");
        List<Integer> threads = members.functions("threads");
        List<Integer> softirqs = members.functions("softirqs");
        if (init < 0 && exit < 0 && threads.isEmpty() && softirqs.isEmpty()) {
            throw new Refusal(symbol.declaration(), "scenario '" + symbol.name() + "' runs nothing",
                    "name functions in .threads, .softirqs, .init or .exit");
        }
        IASTNode name = ((IASTDeclarator) symbol.declaration()).getName();
        Site site = unit.sites().of(name);
        return new Scenario(symbol.name(), members.text("about"), init, threads, softirqs, exit,
                members.choice("memory", MemoryModel.values()), members.choice("expect", Finding.values()),
                members.number("endless") != 0, members.choice("races", Races.values()),
                members.count("unroll"), site);
    }

    /** The members of one scenario. */
    private final class Members {
        private final Symbol.OfGlobal symbol;
        private final CRecord type;
        private final StaticImage image;
        private final Map<Long, String> texts;

        Members(Symbol.OfGlobal symbol, StaticImage image, Map<Long, String> texts) {
            this.symbol = symbol;
            this.texts = texts;
            this.type = (CRecord) symbol.type();
            this.image = image;
        }

        long number(String member) {
            return image.get(type.find(member).offset());
        }

        int count(String member) {
            long number = number(member);
            if (number < 0) {
                throw new Refusal(symbol.declaration(), "." + member + " cannot be negative: " + number);
            }
            return (int) number;
        }

        String text(String member) {
            if (number(member) != 0) {
                throw new Refusal(symbol.declaration(), "." + member + " must be a string literal");
            }
            return texts.getOrDefault(type.find(member).offset(), "");
        }

        <E extends Enum<E>> E choice(String member, E[] values) {
            long number = number(member);
            if (number < 0 || number >= values.length) {
                throw new Refusal(symbol.declaration(), "." + member + " has no such value: " + number);
            }
            return values[(int) number];
        }

        int function(String member) {
            return function(member, number(member));
        }

        List<Integer> functions(String member) {
            CRecord.Field field = type.find(member);
            List<Integer> functions = new ArrayList<>();
            for (long i = 0; i < ((CType.Array) field.type()).count(); i++) {
                int function = function(member, image.get(field.offset() + i * 8));
                if (function >= 0) {
                    functions.add(function);
                }
            }
            return functions;
        }

        private int function(String member, long address) {
            if (address == 0) {
                return -1;
            }
            int function = Address.function(address);
            if (function < 0) {
                throw new Refusal(symbol.declaration(), "." + member + " names something that is no function");
            }
            CType.Function signature = unit.functions().symbol(function).type();
            if (!signature.parameters().isEmpty()) {
                throw new Refusal(symbol.declaration(), "'" + unit.functions().symbol(function).name()
                        + "' takes arguments and cannot be run by a scenario", "write a function without parameters that calls it");
            }
            return function;
        }
    }
}
