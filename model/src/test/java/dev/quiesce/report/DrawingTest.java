package dev.quiesce.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.Golden;
import dev.quiesce.axiomatic.Drawing;
import dev.quiesce.axiomatic.LitmusChecker;
import dev.quiesce.axiomatic.LitmusOptions;
import dev.quiesce.check.CheckResult;
import dev.quiesce.lang.litmus.LitmusReader;
import dev.quiesce.program.LitmusTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** Executions drawn: a message that may be missed, and one that a law keeps from being missed. */
class DrawingTest {
    private static LitmusTest message(String between) {
        return LitmusReader.read("litmus/MP.litmus", """
            C MP
            {}
            P0(int *x, int *y)
            {
                WRITE_ONCE(*x, 1);
                smp_wmb();
                WRITE_ONCE(*y, 1);
            }

            P1(int *x, int *y)
            {
                int r1 = READ_ONCE(*y);
                %s
                int r2 = READ_ONCE(*x);
            }

            exists (1:r1=1 /\\ 1:r2=0)
            """.formatted(between));
    }

    private static List<CheckResult> results() {
        Drawing seen = Drawing.of(LitmusChecker.check(message(""), LitmusOptions.DEFAULT).witness().orElseThrow(), t -> "P" + t);
        Drawing forbidden = Drawing.of(LitmusChecker.explain(message("smp_rmb();"), LitmusOptions.DEFAULT).orElseThrow(), t -> "P" + t);
        return List.of(Samples.litmus().withDrawing(seen), Samples.litmus().withDrawing(forbidden));
    }

    @Test
    void what_is_not_kept_in_order_is_dashed_and_what_a_law_forbids_is_not() {
        Drawing seen = results().getFirst().drawing();
        assertEquals(List.of("fr", "not kept", "rf", "wmb"), seen.cycle().stream().map(Drawing.Step::label).sorted().toList());
        assertEquals(1, seen.cycle().stream().filter(step -> !step.kept()).count());
        Drawing forbidden = results().getLast().drawing();
        assertEquals(List.of("fr", "rfe", "rmb", "wmb"), forbidden.cycle().stream().map(Drawing.Step::label).sorted().toList());
        assertTrue(forbidden.caption().startsWith("forbidden by happens-before"));
    }

    @Test
    void for_graphviz() {
        Golden.check("report/execution.dot", Format.DOT.render(results(), Style.PLAIN));
    }

    @Test
    void as_svg() throws Exception {
        String svg = Format.SVG.render(results(), Style.PLAIN);
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        Golden.check("report/execution.svg", svg);
        assertTrue(Format.HTML.render(results(), Style.PLAIN).contains(">forbidden by happens-before, acyclic hb</text>"));
    }
}
