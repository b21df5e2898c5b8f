package dev.quiesce.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.check.CheckResult;
import dev.quiesce.check.Options;
import dev.quiesce.check.Verdict;
import dev.quiesce.lang.litmus.LitmusReader;
import dev.quiesce.report.Format;
import dev.quiesce.report.Style;
import java.util.List;
import org.junit.jupiter.api.Test;

class LitmusRowTest {
    private static final String MESSAGE_PASSING = """
        C message-passing

        (* Result: RECORDED *)

        {}

        P0(int *x, int *y)
        {
        	WRITE_ONCE(*x, 1);
        	smp_store_release(y, 1);
        }

        P1(int *x, int *y)
        {
        	int r0;
        	int r1;

        	r0 = smp_load_acquire(y);
        	r1 = READ_ONCE(*x);
        }

        QUESTION (1:r0=1 /\\ 1:r1=0)
        """;

    private static CheckResult check(String recorded, String question) {
        String text = MESSAGE_PASSING.replace("Result: RECORDED", recorded).replace("QUESTION", question);
        return LitmusRow.check(LitmusReader.read("mp.litmus", text), Options.DEFAULT);
    }

    @Test
    void a_recorded_result_is_what_is_expected() {
        CheckResult right = check("Result: Never", "exists");
        assertEquals(Verdict.PROVED, right.verdict());
        assertEquals("Never", right.litmus().observation());
        CheckResult wrong = check("Result: Sometimes", "exists");
        assertEquals(Verdict.VIOLATED, wrong.verdict());
        assertTrue(wrong.violation().message().contains("Sometimes is recorded, Never is found"));
    }

    @Test
    void without_a_recorded_result_the_question_decides() {
        assertEquals(Verdict.PROVED, check("", "~exists").verdict());
        assertEquals(Verdict.PROVED, check("", "exists").verdict());
        assertEquals(Verdict.VIOLATED, check("", "forall").verdict());
    }

    @Test
    void the_text_has_the_line_that_the_kernels_scripts_look_for() {
        String text = Format.TEXT.render(List.of(check("Result: Never", "exists")), Style.PLAIN);
        assertTrue(text.lines().anyMatch(line -> line.matches("Observation message-passing Never 0 [0-9]+")), text);
    }
}
