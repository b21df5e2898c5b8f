package dev.quiesce.lang.litmus;

import dev.quiesce.lang.litmus.Primitives.Primitive;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Binary;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Expression.Unary;
import dev.quiesce.program.Expression.UnaryOperator;
import dev.quiesce.program.Instruction.Load;
import dev.quiesce.program.Order;
import dev.quiesce.program.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads expressions of a process and emits the instructions they stand for. What memory they read is read in the order of
 * the text; the rest stays an expression over registers, so that dependencies are those that the text spells out.
 */
class CodeParser {
    private static final int DEEPEST = 200;
    private static final ScalarType TYPE = Primitives.TYPE;
    private static final Map<String, Integer> PRECEDENCE = Map.ofEntries(Map.entry("|", 1), Map.entry("^", 2),
        Map.entry("&", 3), Map.entry("==", 4), Map.entry("!=", 4), Map.entry("<", 4), Map.entry("<=", 4),
        Map.entry(">", 4), Map.entry(">=", 4), Map.entry("<<", 5), Map.entry(">>", 5), Map.entry("+", 6),
        Map.entry("-", 6), Map.entry("*", 7), Map.entry("/", 7), Map.entry("%", 7));
    private static final Map<String, String> INSTEAD = Map.of("&&", "nested ifs", "||", "two ifs",
        "?", "if and else", "++", "x = x + 1", "--", "x = x - 1", "+=", "x = x + e", "-=", "x = x - e",
        "->", "one location for each member", ".", "one location for each member");

    final Lexer lexer;
    final Source source;
    final FunctionBuilder out;
    private int depth;

    CodeParser(Lexer lexer, FunctionBuilder out) {
        this.lexer = lexer;
        this.source = lexer.source();
        this.out = out;
    }

    /** What an expression denotes before it is used: a value, a register, or a place in memory. */
    sealed interface Operand {}

    record Value(Expression value, Token at) implements Operand {}

    record Variable(int register, Token at) implements Operand {}

    record Place(Expression address, Token at) implements Operand {}

    /** What a call without a result leaves. */
    record Nothing(Token call) implements Operand {}

    Expression expression() {
        return value(binary(operand(), 0));
    }

    /** {@code left} and all operators behind it that bind at least as tightly as {@code weakest}. */
    final Operand binary(Operand left, int weakest) {
        Operand result = left;
        while (true) {
            Token operator = lexer.peek();
            Integer precedence = operator.kind() == Token.Kind.SYMBOL ? PRECEDENCE.get(operator.text()) : null;
            if (precedence == null) {
                refuse(operator);
                return result;
            }
            if (precedence < weakest) {
                return result;
            }
            lexer.take();
            Expression first = value(result);
            Expression second = value(binary(operand(), precedence + 1));
            result = new Value(combined(operator.text(), first, second), operator);
        }
    }

    private void refuse(Token token) {
        String instead = token.kind() == Token.Kind.SYMBOL ? INSTEAD.get(token.text()) : null;
        if (instead != null) {
            throw source.error(token, token.quoted() + " is not part of litmus C; write " + instead);
        }
    }

    private static Expression combined(String operator, Expression left, Expression right) {
        return switch (operator) {
            case ">" -> new Binary(BinaryOperator.LESS, TYPE, right, left);
            case ">=" -> new Binary(BinaryOperator.LESS_EQUAL, TYPE, right, left);
            default -> {
                for (BinaryOperator candidate : BinaryOperator.values()) {
                    if (candidate.symbol().equals(operator)) {
                        yield new Binary(candidate, TYPE, left, right);
                    }
                }
                throw new IllegalStateException(operator);
            }
        };
    }

    /** An operand with the operators in front of it. */
    final Operand operand() {
        if (++depth > DEEPEST) {
            throw source.error(lexer.peek(), "expression is nested more than " + DEEPEST + " deep; use more registers");
        }
        Operand operand = prefixed();
        depth--;
        return operand;
    }

    private Operand prefixed() {
        Token first = lexer.peek();
        if (lexer.accept("*")) {
            return new Place(value(operand()), first);
        }
        if (lexer.accept("&")) {
            return addressOf(operand(), first);
        }
        for (UnaryOperator operator : UnaryOperator.values()) {
            if (lexer.accept(operator.symbol())) {
                return new Value(new Unary(operator, TYPE, value(operand())), first);
            }
        }
        if (lexer.accept("(")) {
            return parenthesised();
        }
        if (first.isNumber()) {
            return new Value(new Constant(lexer.valueOf(lexer.take())), first);
        }
        if (!first.isName()) {
            refuse(first);
            throw source.error(first, "expected an expression, found " + first.quoted());
        }
        return named(lexer.take());
    }

    private Operand parenthesised() {
        if (startsType(lexer.peek())) {
            typeWords(")");
            lexer.expect(")", "after the type of a cast");
            return operand();
        }
        Operand inner = binary(operand(), 0);
        lexer.expect(")", "to close '('");
        return inner;
    }

    private Operand addressOf(Operand operand, Token at) {
        return switch (operand) {
            case Place(Expression address, Token ignored) -> new Value(address, at);
            case Variable v -> throw source.error(at, "the address of a register cannot be taken; a parameter such as '"
                + v.at().text() + "' already is an address");
            case Value v -> throw source.error(at, "'&' needs '*pointer' or 'array[index]' behind it");
            case Nothing(Token call) -> throw noValue(call);
        };
    }

    private Operand named(Token name) {
        if (lexer.at("(")) {
            return call(name);
        }
        refuse(lexer.peek());
        int register = out.register(name.text());
        if (lexer.accept("[")) {
            Expression index = expression();
            lexer.expect("]", "after an index");
            Expression bytes = new Binary(BinaryOperator.MULTIPLY, TYPE, index, new Constant(TYPE.bytes()));
            return new Place(new Binary(BinaryOperator.ADD, TYPE, new Register(register), bytes), name);
        }
        return new Variable(register, name);
    }

    private Operand call(Token name) {
        Primitive primitive = Primitives.find(name.text());
        if (primitive == null) {
            String nearest = Primitives.nearest(name.text());
            throw source.error(name, "Unknown macro " + name.text() + " (User error): linux-kernel.def has no such primitive"
                + (nearest == null ? "" : "; did you mean " + nearest + "()?"));
        }
        lexer.expect("(", "after a primitive");
        List<Expression> arguments = new ArrayList<>();
        int expected = primitive.arguments().length();
        for (int i = 0; i < expected; i++) {
            if (i > 0) {
                lexer.expect(",", "because " + name.text() + "() takes " + expected + " arguments");
            }
            arguments.add(primitive.arguments().charAt(i) == 'l' ? lvalue(name) : expression());
        }
        Token end = lexer.expect(")", "because " + name.text() + "() takes "
            + (expected == 1 ? "one argument" : expected + " arguments"));
        Expression result = primitive.lowering().lower(out, arguments, source.site(name.offset(), end.end()));
        return result == null ? new Nothing(name) : new Value(result, name);
    }

    private Expression lvalue(Token call) {
        Token at = lexer.peek();
        if (binary(operand(), 0) instanceof Place place) {
            return place.address();
        }
        throw source.error(at, call.text() + "() takes what a pointer points to; write '*' before " + at.quoted());
    }

    /** The value of an operand; memory is read by a plain access. */
    final Expression value(Operand operand) {
        return switch (operand) {
            case Value(Expression value, Token ignored) -> value;
            case Variable(int register, Token ignored) -> new Register(register);
            case Nothing(Token call) -> throw noValue(call);
            case Place(Expression address, Token at) -> {
                int register = out.temporary();
                out.emit(new Load(register, address, TYPE, Order.PLAIN, source.site(at.offset(), lexer.peek().offset())));
                yield new Register(register);
            }
        };
    }

    private RuntimeException noValue(Token call) {
        return source.error(call, call.text() + "() has no value; make it a statement of its own");
    }

    /** True if a declaration or a cast begins with that token. */
    final boolean startsType(Token token) {
        return token.isName() && TypeWords.startsType(token.text()) && !out.has(token.text());
    }

    /** Takes the words and stars of a type, up to the name that follows it or to {@code end}. */
    final void typeWords(String end) {
        while (startsType(lexer.peek()) || lexer.at("*")) {
            boolean tagged = TypeWords.TAGS.contains(lexer.peek().text());
            lexer.take();
            if (tagged) {
                lexer.expectName("the name of a struct");
            }
        }
        if (lexer.at(end) || lexer.peek().isName()) {
            return;
        }
        throw source.error(lexer.peek(), "expected '" + end + "' or a name after a type, found " + lexer.peek().quoted());
    }
}
