package dev.quiesce.lang.litmus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the initial state: {@code { int x = 1; int *p = &x; 0:r1 = x; spinlock_t l; int a[2] = {0, 1}; }}. */
final class InitialState {
    private final Lexer lexer;
    private final Source source;
    private final Locations locations;
    private final Map<Integer, Map<String, Long>> registers = new TreeMap<>();

    private InitialState(Lexer lexer, Locations locations) {
        this.lexer = lexer;
        this.source = lexer.source();
        this.locations = locations;
    }

    /** Reads the section that starts at the next token, declares locations, and answers what registers start with. */
    static Map<Integer, Map<String, Long>> read(Lexer lexer, Locations locations) {
        InitialState state = new InitialState(lexer, locations);
        lexer.expect("{", "before the initial state");
        while (!lexer.at("}")) {
            if (!lexer.accept(";")) {
                state.item();
            }
        }
        return state.registers;
    }

    private void item() {
        Token first = lexer.peek();
        String type = type();
        if (lexer.peek().isNumber()) {
            register();
        } else {
            location(type, first);
        }
        if (!lexer.at("}")) {
            lexer.expect(";", "after an item of the initial state");
        }
    }

    private String type() {
        List<String> words = new ArrayList<>();
        while (lexer.peek().isName() && TypeWords.startsType(lexer.peek().text()) || lexer.at("*")) {
            boolean tagged = TypeWords.TAGS.contains(lexer.peek().text());
            Token word = lexer.peek();
            words.add(lexer.take().text());
            if (tagged) {
                words.add(lexer.expectName("the name of a struct").text());
            } else if (lexer.at("=") || lexer.at(";") || lexer.at("}")) {
                lexer.restart(word.offset(), Lexer.Comments.ML);
                words.removeLast();
                break;
            }
        }
        return String.join(" ", words);
    }

    private void register() {
        Token process = lexer.take();
        lexer.expect(":", "between a process and its register");
        Token name = lexer.expectName("a register");
        long value = lexer.accept("=") ? value() : 0;
        registers.computeIfAbsent((int) lexer.valueOf(process), p -> new HashMap<>()).put(name.text(), value);
    }

    private void location(String type, Token first) {
        boolean bracketed = lexer.accept("[");
        Token name = lexer.expectName("a location such as 'int x = 1'");
        if (bracketed) {
            lexer.expect("]", "after a location");
        }
        int count = 1;
        if (lexer.accept("[")) {
            Token size = lexer.peek();
            long length = lexer.number();
            if (length < 1 || length > 64) {
                throw source.error(size, "an array of a litmus test has 1 to 64 elements");
            }
            count = (int) length;
            lexer.expect("]", "after the length of an array");
        }
        List<Long> values = lexer.accept("=") ? values() : List.of(0L);
        if (values.size() > count) {
            throw source.error(name, "'" + name.text() + "' has " + count + " elements and " + values.size() + " values");
        }
        List<Long> padded = new ArrayList<>(values);
        while (padded.size() < count) {
            padded.add(0L);
        }
        locations.declare(name.text(), type, padded, source.site(first.offset(), lexer.peek().offset()));
    }

    private List<Long> values() {
        if (!lexer.accept("{")) {
            return List.of(value());
        }
        List<Long> values = new ArrayList<>();
        while (!lexer.at("}")) {
            values.add(value());
            if (!lexer.accept(",") && !lexer.at("}")) {
                throw source.error(lexer.peek(), "expected ',' or '}' in an array, found " + lexer.peek().quoted());
            }
        }
        lexer.take();
        return values;
    }

    /** A number, the address of a location with or without {@code &}, or an initialiser macro around a number. */
    private long value() {
        boolean open = lexer.accept("(");
        lexer.accept("&");
        long value;
        if (lexer.peek().isName()) {
            Token name = lexer.take();
            value = lexer.accept("(") ? macro() : address(name);
        } else {
            value = lexer.number();
        }
        if (open) {
            lexer.expect(")", "to close '('");
        }
        return value;
    }

    /** The address of a location, or of an element of an array that is declared already. */
    private long address(Token name) {
        if (!lexer.accept("[")) {
            return locations.address(name.text());
        }
        Token at = lexer.peek();
        long index = lexer.number();
        lexer.expect("]", "after an index");
        if (index < 0 || index >= locations.count(name.text())) {
            throw source.error(at, "'" + name.text() + "' has no element " + index + "; declare the array before");
        }
        return locations.address(name.text(), index);
    }

    /** The argument of {@code ATOMIC_INIT(1)} and the like; 0 if there is none. */
    private long macro() {
        long value = lexer.at(")") ? 0 : lexer.number();
        lexer.expect(")", "after an initial value");
        return value;
    }
}
