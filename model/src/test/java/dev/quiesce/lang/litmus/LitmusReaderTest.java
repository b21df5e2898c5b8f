package dev.quiesce.lang.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.ModelException;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.Load;
import dev.quiesce.program.Instruction.ReadModifyWrite;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.LitmusTest.Quantifier;
import dev.quiesce.program.Order;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LitmusReaderTest {
    private static LitmusTest read(String text) {
        return LitmusReader.read("t.litmus", text);
    }

    /** A test of one process with that body. */
    private static String process(String body) {
        return "C t\n{}\nP0(int *x, atomic_t *a, spinlock_t *l) {\n" + body + "\n}\nexists (0:r1=0)\n";
    }

    private static String complaint(String text) {
        return assertThrows(ModelException.class, () -> read(text)).getMessage();
    }

    private static List<Instruction> shared(String body) {
        return read(process(body)).program().functions().getFirst().body().stream()
            .filter(Instruction.Shared.class::isInstance).toList();
    }

    @Test
    void a_header_may_hold_comments_strings_and_settings() {
        LitmusTest test = read("C auto/C-LB-GRW+R-A\n\"a sentence\"\n(* nested (* { *)\n * Result: Never DATARACE\n *)\nCycle=Rfe\n"
            + "{ x=3; int *p = &x; 0:r5=x; }\nP0(int **p) // {\n{ /* } */ int *r1 = READ_ONCE(*p); }\n(* between *)\n"
            + "locations [x; 0:r1]\nfilter (x=3)\n~exists (0:r1=x /\\ (x=3 \\/ not (0:r9=0:r1))) (* end *)\n");
        assertEquals("auto/C-LB-GRW+R-A", test.name());
        assertEquals(Quantifier.NOT_EXISTS, test.quantifier());
        assertEquals("0:r1=x /\\ ([x]=3 \\/ not (0:r9=0:r1))", test.condition().toString());
        assertEquals("[x]=3", test.filter().orElseThrow().toString());
        assertEquals(2, test.observed().size());
        assertEquals("Never", test.recorded().orElseThrow().result());
        assertTrue(test.recorded().orElseThrow().dataRace());
    }

    @Test
    void without_a_question_everything_is_true() {
        assertEquals(Quantifier.FORALL, read("C t\n{}\nP0(int *x) { }\n").quantifier());
    }

    @ParameterizedTest
    @CsvSource({"READ_ONCE(*x),ONCE", "smp_load_acquire(x),ACQUIRE", "*x,PLAIN", "atomic_read(a),ONCE",
        "(int)READ_ONCE(*(int *)x),ONCE", "x[0],PLAIN"})
    void a_load_has_the_order_of_its_primitive(String expression, Order order) {
        assertEquals(order, ((Load) shared("int r1 = " + expression + ";").getFirst()).order());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"atomic_inc(a);NORETURN", "r1 = atomic_fetch_andnot_relaxed(1, a);ONCE",
        "r1 = xchg_release(x, 1);RELEASE", "r1 = atomic_cmpxchg_acquire(a, 1, 2);ACQUIRE",
        "r1 = atomic_add_unless(a, 1, 0);FULL", "r1 = atomic_add_negative_release(1, a);RELEASE",
        "r1 = atomic_sub_and_test(1, a);FULL"})
    void a_read_modify_write_has_the_order_of_its_primitive(String statement, Order order) {
        assertEquals(order, ((ReadModifyWrite) shared(statement + ";").getFirst()).order());
    }

    @Test
    void complaints_name_the_place_and_what_to_write() {
        assertEquals("t.litmus:4:1: error: Unknown macro smp_memb (User error): linux-kernel.def has no such primitive; "
            + "did you mean smp_mb()?", complaint(process("smp_memb();")));
        assertEquals("t.litmus:4:12: error: WRITE_ONCE() takes what a pointer points to; write '*' before 'x'",
            complaint(process("WRITE_ONCE(x, 1);")));
        assertEquals("t.litmus:4:1: error: smp_mb() has no value; make it a statement of its own",
            complaint(process("smp_mb() + 1;")));
        assertEquals("t.litmus:4:1: error: 'for' is not part of litmus C; write it with while",
            complaint(process("for (;;) { }")));
        assertEquals("t.litmus:4:11: error: '&&' is not part of litmus C; write nested ifs",
            complaint(process("r1 = r2   && r3;")));
        assertEquals("t.litmus:4:9: error: expected ';' after a statement, found '}'",
            complaint(process("smp_mb()").replace("\n}", "}")));
        assertEquals("t.litmus:3:1: error: processes are numbered from P0 without gaps; this one must be P0",
            complaint("C t\n{}\nP1(int *x) { }\n"));
        assertEquals("t.litmus:1:1: error: a litmus test for the Linux kernel begins with a line 'C NAME'",
            complaint("PPC t\n{}\n"));
        assertEquals("t.litmus:2:1: error: the initial state is missing; write '{}' before P0 if everything starts as 0",
            complaint("C t\n"));
        assertEquals("t.litmus:4:9: error: there is no process 3; the last one is P0",
            complaint("C t\n{}\nP0(int *x) { }\nexists (3:r1=0)\n"));
    }

    @Test
    void deep_nesting_is_refused_and_not_a_crash() {
        assertTrue(complaint(process("r1 = " + "(".repeat(100_000) + "1;")).contains("nested more than"));
        assertTrue(complaint(process("{".repeat(100_000))).contains("nested more than"));
        assertTrue(complaint(process("if (1) ".repeat(100_000))).contains("nested more than"));
        assertTrue(complaint("C t\n{}\nP0(int *x) { }\nexists " + "(".repeat(100_000)).contains("nested more than"));
        assertTrue(complaint("C t\n{}\nP0(int *x) { }\nexists " + "~".repeat(100_000)).contains("nested more than"));
    }
}
