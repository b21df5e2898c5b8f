package dev.quiesce.lang;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random C program of one thread that has one meaning: no undefined and no unspecified behaviour, but for signed
 * overflow, which wraps in the kernel.
 */
final class RandomC {
    private static final String[] TYPES = {
        "char", "signed char", "unsigned char", "short", "unsigned short", "int", "unsigned int", "long", "unsigned long",
        "long long", "unsigned long long", "bool", "enum small", "enum negative", "s8", "u16", "u32", "s64"
    };
    private static final String[] ARITHMETIC = {"+", "-", "*", "&", "|", "^"};
    private static final String[] COMPARISONS = {"==", "!=", "<", "<=", ">", ">="};
    private static final String[] ASSIGNMENTS = {"=", "+=", "-=", "*=", "&=", "|=", "^=", "="};
    private static final String[] COPIES = {
        "s1.in = s0.ins[1]", "p0->ins[0] = mix(s1.in, g1)", "s1.u = p0->u", "*p1 = s0", "s0.ins[1] = s0.ins[0] = p1->in",
        "*(p1->ins + 1) = (struct inner){ g0, .i2 = g2 }", "p0 = p1", "p0 = &s0", "p1 = g3 ? &s0 : &s1", "q0 = s1.arr + 1", "q0 = &s0.arr[1]"
    };
    private static final String[] LITERALS = {
        "0", "1", "-1", "7", "127", "128", "255", "256", "32767", "32768", "65535", "2147483647", "2147483648", "0x7fffffff",
        "0x80000000", "0xffffffff", "4294967296", "0x7fffffffffffffff", "0xffffffffffffffffu", "1u", "5L", "6UL", "7ll", "0777",
        "'a'", "'\\377'", "'\\n'", "ONE", "MINUS", "0b101", "~0ul", "(-2147483647 - 1)"
    };

    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private final List<String> places = new ArrayList<>();
    private final List<String> locals = new ArrayList<>();
    private int names;
    private int functions;
    private boolean pure;

    private RandomC(long seed) {
        this.random = new Random(seed);
    }

    /** The text of a model with one scenario that observes {@code functions} values. */
    static String model(long seed, int functions) {
        RandomC program = new RandomC(seed);
        program.head();
        for (int i = 0; i < 4; i++) {
            program.helper();
        }
        for (int i = 0; i < functions; i++) {
            program.test(i);
        }
        program.tail(functions);
        return program.out.toString();
    }

    private void head() {
        line("#include <quiesce.h>");
        line("enum small { ZERO, ONE, TWO = 2, BIG = 200 };");
        line("enum negative { MINUS = -3, NEXT, PLUS = 1000 };");
        line("struct inner { " + fields(3, "i") + "};");
        line("struct outer {");
        line(fields(3, "f") + bitFields());
        line("struct inner in; struct { " + fields(2, "a") + "}; union { u32 w; u8 b[4]; s16 h; } u;");
        line("s16 arr[4]; struct inner ins[2]; " + fields(1, "z") + "};");
        for (int i = 0; i < 6; i++) {
            String type = pick(TYPES);
            line("static " + type + " g" + i + (random.nextBoolean() ? " = " + constant() : "") + ";");
            places.add("g" + i);
        }
        line("static struct outer s0 = { .f0 = " + constant() + ", .in = { " + constant() + ", " + constant()
                + " }, .arr = { 1, [2] = " + constant() + ", 9 }, .b1 = " + constant() + ", .ins[1].i1 = " + constant() + " };");
        line("static struct outer s1;");
        line("static struct outer *p0 = &s0, *p1 = &s1;");
        line("static s16 *q0 = &s0.arr[1];");
        line("static struct inner mix(struct inner a, " + pick(TYPES) + " k) { a.i1 += k; return k & 1 ? a : s0.in; }");
        line("static long first(long a, long b) { return a; }");
        line("static long second(long a, long b) { return b - 1; }");
        line("static long (*const chosen[])(long, long) = { first, second, [3] = first, [2] = second };");
        line("static int table[2][3] = { { 1, " + constant() + " }, { [1] = " + constant() + " } };");
        for (String owner : List.of("s0.", "s1.", "p0->", "p1->")) {
            for (String member : List.of("f0", "f1", "f2", "b0", "b1", "b2", "b3", "b4", "in.i0", "in.i2", "a0", "a1", "u.w", "u.b[1]",
                    "u.h", "arr[1]", "ins[0].i1", "z0")) {
                places.add(owner + member);
            }
        }
        places.addAll(List.of("*q0", "q0[1]", "table[1][2]", "table[0][1]"));
    }

    private String fields(int count, String prefix) {
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < count; i++) {
            fields.append(pick(TYPES)).append(' ').append(prefix).append(i).append("; ");
        }
        return fields.toString();
    }

    private String bitFields() {
        int kind = random.nextInt(6);
        return switch (kind) {
            case 0 -> "u32 b0:3; u32 b1:7; int b2:5; u32 b3:32; bool b4:1; ";
            case 1 -> "u8 b0:2, b1:2, b2:3; int :0; int b3:9; long b4:20; ";
            case 2 -> "unsigned b0:1; unsigned b1:31; signed b2:32; u16 b3:9, b4:7; ";
            case 3 -> "u64 b0:40; s64 b1:36; u32 b2:9; int b3:20; bool b4:1; ";
            case 4 -> "s64 b0:63; u8 b1:1; u64 b2:33; s16 b3:9; u64 b4:50; ";
            default -> "u64 b0:30; int :0; s8 b1:7; u16 b2:9; int :0; s64 b3:31; enum small b4:8; ";
        };
    }

    /** A function that changes nothing but its own variables. */
    private void helper() {
        pure = true;
        int number = functions;
        String result = pick(TYPES);
        line("static " + result + " helper" + number + "(" + pick(TYPES) + " x, " + pick(TYPES) + " y)");
        line("{");
        locals.clear();
        locals.addAll(List.of("x", "y"));
        statements(3, 2);
        line("return " + expression(3) + ";");
        line("}");
        functions++;
        pure = false;
    }

    private void test(int number) {
        line("static long test" + number + "(void)");
        line("{");
        locals.clear();
        for (int i = 0; i < 3; i++) {
            String name = "v" + names++;
            line(pick(TYPES) + " " + name + " = " + expression(2) + ";");
            locals.add(name);
        }
        if (random.nextBoolean()) {
            String name = "v" + names++;
            line(pick(TYPES) + " " + name + " = " + expression(2) + ", *" + name + "p = &" + name + ";");
            line("*" + name + "p += " + expression(2) + ";");
            locals.add(name);
        }
        if (random.nextBoolean()) {
            String name = "v" + names++;
            line("struct inner " + name + " = { .i1 = " + expression(2) + " }, " + name + "c;");
            line(name + "c = " + (random.nextBoolean() ? name : "p1->in") + ";");
            locals.add(name + ".i1");
            locals.add(name + "c.i0");
        }
        if (random.nextBoolean()) {
            String name = "v" + names++;
            line(pick(TYPES) + " " + name + "[3] = { " + expression(2) + ", [2] = " + expression(1) + " };");
            locals.add(name + "[(" + expression(1) + ") & 1]");
            locals.add("(*(" + name + " + 2))");
        }
        if (random.nextBoolean()) {
            String name = "v" + names++;
            line("static " + pick(TYPES) + " " + name + " = " + constant() + ";");
            locals.add(name);
        }
        statements(5, 3);
        if (random.nextInt(3) == 0) {
            line("s1 = s0;");
        }
        line("long result = " + expression(4) + ";");
        line("result = result * 31 + (long)(" + expression(3) + ");");
        line("return result;");
        line("}");
    }

    private void statements(int count, int depth) {
        for (int i = 0; i < count; i++) {
            statement(depth);
        }
    }

    private void statement(int depth) {
        int kind = depth == 0 ? random.nextInt(3) : random.nextInt(13);
        int mark = locals.size();
        switch (kind) {
            case 0, 1, 2 -> line(assignment() + ";");
            case 3 -> {
                line("if (" + expression(2) + ") {");
                statements(2, depth - 1);
                line("} else {");
                statements(1, depth - 1);
                line("}");
            }
            case 4 -> {
                String counter = "i" + names++;
                line("for (int " + counter + " = 0; " + counter + " < 3; " + counter + "++) {");
                statements(1, depth - 1);
                line("if (" + expression(1) + ") " + (random.nextBoolean() ? "break;" : "continue;"));
                statements(1, depth - 1);
                line("}");
            }
            case 5 -> {
                String counter = "i" + names++;
                line("unsigned int " + counter + " = 3;");
                line(random.nextBoolean() ? "while (" + counter + "-- && " + expression(2) + ") {" : "while (--" + counter + ") {");
                statements(2, depth - 1);
                line("}");
            }
            case 6 -> choice(depth);
            case 7 -> {
                String label = "out" + names++;
                line("if (" + expression(2) + ") goto " + label + ";");
                statements(2, depth - 1);
                line(label + ":;");
            }
            case 8 -> {
                String counter = "i" + names++;
                line("short " + counter + " = 0;");
                line("do {");
                statements(1, depth - 1);
                line("} while (++" + counter + " < 3 && " + expression(1) + ");");
            }
            case 9 -> {
                line("{");
                String name = "v" + names++;
                line(pick(TYPES) + " " + name + " = " + expression(2) + ";");
                locals.add(name);
                statements(2, depth - 1);
                line("}");
            }
            case 10 -> {
                String counter = "i" + names++;
                line("char " + counter + " = 0;");
                line("again" + counter + ":");
                statements(1, depth - 1);
                line("if (" + counter + "++ < 2 && " + expression(1) + ") goto again" + counter + ";");
            }
            case 11 -> {
                if (!pure) {
                    line(pick(COPIES) + ";");
                }
            }
            default -> line(place() + " = " + expression(4) + ";");
        }
        while (locals.size() > mark) {
            locals.removeLast();
        }
    }

    private void choice(int depth) {
        line("switch (" + expression(2) + ") {");
        line("case 0: case 2:");
        statements(1, depth - 1);
        if (random.nextBoolean()) {
            line("break;");
        }
        line("case 3 ... 9:");
        statements(1, depth - 1);
        if (random.nextBoolean()) {
            line("default:");
        }
        statements(1, depth - 1);
        line("break;");
        line("case -1:");
        statements(1, depth - 1);
        line("}");
    }

    private String assignment() {
        String place = place();
        return switch (random.nextInt(8)) {
            case 0 -> place + "++";
            case 1 -> "--" + place;
            case 2 -> place + " <<= (" + expression(1) + ") & 7";
            case 3 -> place + " >>= (" + expression(1) + ") & 7";
            case 4 -> place + " /= " + divisor();
            default -> place + " " + pick(ASSIGNMENTS) + " " + expression(3);
        };
    }

    /** Something to assign to: in helpers, only a variable of the function's. */
    private String place() {
        if (pure || random.nextInt(3) == 0) {
            return locals.get(random.nextInt(locals.size()));
        }
        return places.get(random.nextInt(places.size()));
    }

    private String divisor() {
        return "((" + expression(1) + ") & 7 | 1)";
    }

    private String expression(int depth) {
        if (depth == 0) {
            return switch (random.nextInt(4)) {
                case 0 -> pick(LITERALS);
                case 1 -> locals.isEmpty() ? constant() : locals.get(random.nextInt(locals.size()));
                default -> pure ? pick(LITERALS) : places.get(random.nextInt(places.size()));
            };
        }
        String a = expression(depth - 1);
        return switch (random.nextInt(26)) {
            case 0, 1, 2 -> "(" + a + " " + pick(ARITHMETIC) + " " + expression(depth - 1) + ")";
            case 3, 4 -> "(" + a + " " + pick(COMPARISONS) + " " + expression(depth - 1) + ")";
            case 5 -> "(" + a + " << ((" + expression(depth - 1) + ") & 7))";
            case 6 -> "(" + a + " >> ((" + expression(depth - 1) + ") & 7))";
            case 7 -> "(" + a + (random.nextBoolean() ? " / " : " % ") + divisor() + ")";
            case 8 -> "(" + a + " && " + expression(depth - 1) + ")";
            case 9 -> "(" + a + " || " + expression(depth - 1) + ")";
            case 10 -> "(" + a + " ? " + expression(depth - 1) + " : " + expression(depth - 1) + ")";
            case 11 -> "(" + a + " ?: " + expression(depth - 1) + ")";
            case 12 -> "((" + pick(TYPES) + ")" + a + ")";
            case 13 -> "(" + pick(new String[] {"- ", "~", "!", "+ "}) + a + ")";
            case 14 -> "(" + a + ", " + expression(depth - 1) + ")";
            case 15 -> blockExpression(a, depth);
            case 16 -> "((struct inner){ .i2 = " + a + ", .i0 = " + expression(depth - 1) + " }.i" + random.nextInt(3) + ")";
            case 17 -> functions == 0 ? "sizeof(" + a + ")" : "helper" + random.nextInt(functions) + "(" + a + ", " + expression(depth - 1) + ")";
            case 18 -> pure ? "\"abc\"[(" + a + ") & 3]" : "mix(p1->in, " + a + ").i" + random.nextInt(3);
            case 20 -> pure ? "sizeof(struct inner[3])" : "((u8 *)&table[0][1])[(" + a + ") & 3]";
            case 21 -> pure ? a : "(q0 == s1.arr + 1 ? " + a + " : *(q0 + ((" + expression(depth - 1) + ") & 1)))";
            case 22 -> pure ? a : "chosen[(" + a + ") & 3](" + expression(depth - 1) + ", " + expression(depth - 1) + ")";
            case 23 -> "((u8[4]){ " + constant() + ", [2] = " + constant() + " })[(" + a + ") & 3]";
            case 24 -> pure ? a : "(*(*(table + ((" + a + ") & 1)) + 2))";
            case 25 -> pure ? a : "(&p0->arr[(" + a + ") & 3] - p0->arr)";
            case 19 -> pure ? "sizeof(struct outer)" : "s0.arr[(" + a + ") & 3]";
            default -> "sizeof(" + pick(TYPES) + ") * (" + a + ")";
        };
    }

    private String blockExpression(String first, int depth) {
        String name = "b" + names++;
        locals.add(name);
        String rest = expression(depth - 1);
        locals.removeLast();
        return "({ typeof(" + pick(TYPES) + ") " + name + " = " + first + "; " + name + " + " + rest + "; })";
    }

    private String constant() {
        return pick(LITERALS);
    }

    private void tail(int count) {
        line("static void run(void)");
        line("{");
        for (int i = 0; i < count; i++) {
            line("long r" + i + " = test" + i + "();");
            line("observe(\"r" + i + "\", r" + i + ");");
        }
        line("}");
        line("struct scenario all = { .threads = { run } };");
    }

    private String pick(String[] words) {
        return words[random.nextInt(words.length)];
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
