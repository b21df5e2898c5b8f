package dev.quiesce.lang.litmus;

import dev.quiesce.program.Condition;
import dev.quiesce.program.Condition.And;
import dev.quiesce.program.Condition.ConstantTerm;
import dev.quiesce.program.Condition.Equal;
import dev.quiesce.program.Condition.LocationTerm;
import dev.quiesce.program.Condition.Not;
import dev.quiesce.program.Condition.Or;
import dev.quiesce.program.Condition.RegisterTerm;
import dev.quiesce.program.Condition.Term;
import dev.quiesce.program.Function;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what is asked at the end of a test: conditions, and the list of observed locations. */
final class ConditionParser {
    private static final int DEEPEST = 200;
    private static final Map<String, String> INSTEAD = Map.of("&&", "/\\", "||", "\\/", "!", "~");

    private final Lexer lexer;
    private final Source source;
    private final Locations locations;
    private final List<Function> processes;
    private int depth;

    ConditionParser(Lexer lexer, Locations locations, List<Function> processes) {
        this.lexer = lexer;
        this.source = lexer.source();
        this.locations = locations;
        this.processes = processes;
    }

    /** {@code \/} binds loosest, then {@code /\}, then {@code =>}, which in herd7's grammar binds more tightly than both. */
    Condition condition() {
        if (++depth > DEEPEST) {
            throw tooDeep();
        }
        Condition whole = disjunction();
        depth--;
        String instead = INSTEAD.get(lexer.peek().text());
        if (instead != null) {
            throw source.error(lexer.peek(), lexer.peek().quoted() + " is not part of conditions; write '" + instead + "'");
        }
        return whole;
    }

    private RuntimeException tooDeep() {
        return source.error(lexer.peek(), "condition is nested more than " + DEEPEST + " deep");
    }

    private Condition disjunction() {
        List<Condition> parts = new ArrayList<>(List.of(conjunction()));
        while (lexer.accept("\\/")) {
            parts.add(conjunction());
        }
        return parts.size() == 1 ? parts.getFirst() : new Or(parts);
    }

    private Condition conjunction() {
        List<Condition> parts = new ArrayList<>(List.of(implication()));
        while (lexer.accept("/\\")) {
            parts.add(implication());
        }
        return parts.size() == 1 ? parts.getFirst() : new And(parts);
    }

    private Condition implication() {
        Condition left = atom();
        if (!lexer.accept("=>")) {
            return left;
        }
        if (++depth > DEEPEST) {
            throw tooDeep();
        }
        Condition right = implication();
        depth--;
        return new Or(List.of(new Not(left), right));
    }

    private Condition atom() {
        if (lexer.accept("~") || lexer.accept("not")) {
            if (++depth > DEEPEST) {
                throw tooDeep();
            }
            Condition negated = new Not(atom());
            depth--;
            return negated;
        }
        if (lexer.accept("true")) {
            return Condition.TRUE;
        }
        if (lexer.accept("false")) {
            return new Not(Condition.TRUE);
        }
        if (lexer.accept("(")) {
            Condition inner = condition();
            lexer.expect(")", "to close '('");
            return inner;
        }
        Term left = place();
        if (lexer.accept("=") || lexer.accept("==")) {
            return new Equal(left, value());
        }
        if (lexer.accept("!=") || lexer.accept("<>")) {
            return new Not(new Equal(left, value()));
        }
        throw source.error(lexer.peek(), "expected '=' or '!=' after " + left + ", found " + lexer.peek().quoted());
    }

    /** The list between the brackets of {@code locations [x; 0:r1;]}; what type it gives a location does not matter. */
    List<Term> observed() {
        List<Term> terms = new ArrayList<>();
        lexer.expect("[", "after 'locations'");
        while (!lexer.at("]")) {
            terms.add(place());
            while (lexer.at("*") || lexer.peek().isName() && TypeWords.startsType(lexer.peek().text())) {
                lexer.take();
            }
            if (!lexer.accept(";") && !lexer.at("]")) {
                throw source.error(lexer.peek(), "expected ';' or ']' after a location, found " + lexer.peek().quoted());
            }
        }
        lexer.take();
        return terms;
    }

    /** A register {@code 0:r1}, {@code P0:r1} or a location {@code x}, {@code [x]}, {@code *x}, {@code x[1]}. */
    private Term place() {
        if (lexer.peek().isNumber()) {
            Token process = lexer.take();
            return register(process, lexer.valueOf(process));
        }
        boolean open = lexer.accept("[");
        boolean starred = !open && lexer.accept("*");
        Token name = lexer.expectName("a register such as '0:r1', or a location");
        if (!open && lexer.at(":")) {
            return register(name, processNumber(name));
        }
        Term term = starred ? new LocationTerm(locations.address(name.text()), name.text()) : location(name);
        if (open) {
            lexer.expect("]", "after a location");
        }
        return term;
    }

    private Term location(Token name) {
        if (!lexer.accept("[")) {
            return new LocationTerm(locations.address(name.text()), name.text());
        }
        Token at = lexer.peek();
        long index = lexer.number();
        lexer.expect("]", "after an index");
        if (index < 0 || index >= locations.count(name.text())) {
            throw source.error(at, "'" + name.text() + "' has no element " + index);
        }
        return new LocationTerm(locations.address(name.text(), index), name.text() + "[" + index + "]");
    }

    private long processNumber(Token name) {
        if (!name.text().matches("P\\d{1,9}")) {
            throw source.error(name, name.quoted() + " is no process; a register is written as '0:r1'");
        }
        return Long.parseLong(name.text().substring(1));
    }

    private Term register(Token process, long number) {
        lexer.expect(":", "between a process and its register");
        Token name = lexer.expectName("a register");
        if (number >= processes.size()) {
            throw source.error(process, "there is no process " + number + "; the last one is P" + (processes.size() - 1));
        }
        int register = processes.get((int) number).registerNames().indexOf(name.text());
        return new RegisterTerm((int) number, register, name.text());
    }

    /** What a place is compared with: a number, the address of a location, or what another place holds. */
    private Term value() {
        if (lexer.at("[") || lexer.at("*")) {
            return place();
        }
        boolean open = lexer.accept("(");
        Term term = plainValue();
        if (open) {
            lexer.expect(")", "to close '('");
        }
        return term;
    }

    private Term plainValue() {
        lexer.accept("&");
        Token first = lexer.peek();
        if (first.isName()) {
            lexer.take();
            if (lexer.at(":")) {
                return register(first, processNumber(first));
            }
            return new ConstantTerm(locations.address(first.text()), first.text());
        }
        long number = lexer.number();
        if (lexer.at(":")) {
            return register(first, number);
        }
        return new ConstantTerm(number, Long.toString(number));
    }
}
