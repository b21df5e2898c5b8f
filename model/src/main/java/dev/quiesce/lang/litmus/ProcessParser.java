package dev.quiesce.lang.litmus;

import dev.quiesce.lang.litmus.Lexer.Comments;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction.Assign;
import dev.quiesce.program.Instruction.Branch;
import dev.quiesce.program.Instruction.Jump;
import dev.quiesce.program.Instruction.Store;
import dev.quiesce.program.Order;
import dev.quiesce.program.Site;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads one process: {@code P0(int *x, …) { … }}. */
final class ProcessParser extends CodeParser {
    private static final int DEEPEST = 200;
    private static final Map<String, String> REFUSED = Map.of("for", "while", "do", "while", "goto", "if and while",
        "switch", "if and else", "break", "a condition of the loop", "continue", "if and else");

    private final Locations locations;
    private int depth;

    private ProcessParser(Lexer lexer, Locations locations, FunctionBuilder out) {
        super(lexer, out);
        this.locations = locations;
    }

    /**
     * Reads the process that starts at the next token.
     *
     * @param starts what the initial state gives to its registers
     */
    static Function read(Lexer lexer, Locations locations, Map<String, Long> starts) {
        Token name = lexer.peek();
        FunctionBuilder out =
            new FunctionBuilder(name.text(), lexer.source().site(name.offset(), name.end()));
        starts.forEach(out::start);
        lexer.restart(name.end(), Comments.C);
        ProcessParser parser = new ProcessParser(lexer, locations, out);
        parser.parameters(name);
        parser.body();
        return out.build();
    }

    private void parameters(Token process) {
        lexer.expect("(", "after " + process.text());
        Set<String> seen = new HashSet<>();
        while (!lexer.at(")")) {
            if (lexer.at("void") && seen.isEmpty()) {
                Token word = lexer.take();
                if (lexer.at(")")) {
                    break;
                }
                lexer.restart(word.offset(), Comments.C);
            }
            Token at = lexer.peek();
            if (!startsType(at)) {
                throw source.error(at, "expected a parameter such as 'int *x', found " + at.quoted());
            }
            typeWords(")");
            Token name = lexer.expectName("the name of a parameter");
            if (!seen.add(name.text())) {
                throw source.error(name, "parameter '" + name.text() + "' is there twice");
            }
            out.start(name.text(), locations.address(name.text()));
            if (!lexer.accept(",") && !lexer.at(")")) {
                throw source.error(lexer.peek(), "expected ',' or ')' after a parameter, found " + lexer.peek().quoted());
            }
        }
        lexer.expect(")", "after the parameters");
    }

    /** The block of the process; what stands behind it may be an ML comment, so the language changes there. */
    private void body() {
        lexer.expect("{", "before the statements of a process");
        while (!lexer.at("}")) {
            statement();
        }
        lexer.restart(lexer.peek().end(), Comments.BOTH);
    }

    private void statement() {
        if (++depth > DEEPEST) {
            throw source.error(lexer.peek(), "statements are nested more than " + DEEPEST + " deep; split the process");
        }
        Token first = lexer.peek();
        switch (first.text()) {
            case "{" -> block();
            case ";" -> lexer.take();
            case "if" -> conditional();
            case "while" -> loop();
            case "return" -> ignoredReturn();
            default -> simple(first);
        }
        depth--;
    }

    private void block() {
        lexer.take();
        while (!lexer.at("}")) {
            statement();
        }
        lexer.take();
    }

    private void conditional() {
        Token start = lexer.take();
        Expression condition = condition("if");
        Site site = source.site(start.offset(), lexer.peek().offset());
        int branch = out.reserve();
        statement();
        if (lexer.accept("else")) {
            int overElse = out.reserve();
            int elseArm = out.here();
            statement();
            out.fill(overElse, new Jump(out.here(), site));
            out.fill(branch, new Branch(condition, branch + 1, elseArm, out.here(), site));
        } else {
            out.fill(branch, new Branch(condition, branch + 1, out.here(), out.here(), site));
        }
    }

    private void loop() {
        Token start = lexer.take();
        int head = out.here();
        Expression condition = condition("while");
        Site site = source.site(start.offset(), lexer.peek().offset());
        int branch = out.reserve();
        statement();
        out.emit(new Jump(head, site));
        out.fill(branch, new Branch(condition, branch + 1, out.here(), out.here(), site));
    }

    private Expression condition(String keyword) {
        lexer.expect("(", "after " + keyword);
        Expression condition = expression();
        lexer.expect(")", "after the condition of " + keyword);
        return condition;
    }

    /** herd7 takes {@code return} for an expression without effect, and so must we. */
    private void ignoredReturn() {
        lexer.take();
        if (!lexer.at(";")) {
            expression();
        }
        lexer.expect(";", "after a statement");
    }

    private void simple(Token first) {
        if (first.isEnd()) {
            throw source.error(first, "the process is not closed; add '}'");
        }
        String instead = REFUSED.get(first.text());
        if (instead != null) {
            throw source.error(first, first.quoted() + " is not part of litmus C; write it with " + instead);
        }
        if (startsType(first)) {
            declaration();
        } else {
            assignmentOrCall(first);
        }
        lexer.expect(";", "after a statement");
    }

    private void declaration() {
        typeWords(";");
        do {
            while (lexer.accept("*")) { }
            Token name = lexer.expectName("the name of a register");
            int register = out.register(name.text());
            if (lexer.at("[")) {
                throw source.error(name, "a register cannot be an array; make it a location, or use more registers");
            }
            if (lexer.accept("=")) {
                Expression value = expression();
                out.emit(new Assign(register, value, source.site(name.offset(), lexer.peek().offset())));
            }
        } while (lexer.accept(","));
    }

    private void assignmentOrCall(Token first) {
        Operand left = operand();
        if (!lexer.accept("=")) {
            Operand whole = binary(left, 0);
            if (!(whole instanceof Nothing)) {
                value(whole);
            }
            return;
        }
        Expression value = expression();
        Site site = source.site(first.offset(), lexer.peek().offset());
        switch (left) {
            case Variable(int register, Token ignored) -> out.emit(new Assign(register, value, site));
            case Place(Expression address, Token ignored) ->
                out.emit(new Store(address, value, Primitives.TYPE, Order.PLAIN, site));
            case Value v -> throw source.error(first, "only a register or '*pointer' can be assigned to");
            case Nothing n -> throw source.error(first, "only a register or '*pointer' can be assigned to");
        }
    }
}
