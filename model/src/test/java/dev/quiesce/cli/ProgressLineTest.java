package dev.quiesce.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final long SECOND = 1_000_000_000L;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong(5 * SECOND);

    private boolean wanted = true;

    private ProgressLine line(boolean terminal) {
        ResultStream stream = new ResultStream(err);
        return new ProgressLine(new Console(new BufferedReader(new StringReader("")), stream, stream, false, terminal, false),
            "flow [buggy]", clock::get, () -> wanted);
    }

    private String told() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void on_a_terminal_it_tells_once_a_second_on_the_same_line_and_goes_away() {
        ProgressLine line = line(true);
        line.report(100, 200, 10, 3);
        assertEquals("", told());
        clock.addAndGet(SECOND);
        line.report(1200, 2400, 110, 5);
        line.report(1300, 2600, 110, 5);
        assertTrue(told().startsWith("\r\033[Kflow [buggy]: 1,200 states, 1,200/s, frontier 110, depth 5, "), told());
        line.close();
        assertTrue(told().endsWith(" MB\r\033[K"), told());
    }

    @Test
    void elsewhere_it_tells_every_15_seconds_on_a_line_of_its_own() {
        ProgressLine line = line(false);
        clock.addAndGet(14 * SECOND);
        line.report(1200, 2400, 110, 5);
        assertEquals("", told());
        clock.addAndGet(SECOND);
        line.report(1500, 2400, 110, 5);
        line.close();
        assertTrue(told().startsWith("quiesce: flow [buggy]: 1,500 states, 100/s"), told());
        assertEquals(1, told().lines().count());
    }

    @Test
    void it_shows_nothing_while_another_row_does() {
        ProgressLine line = line(true);
        wanted = false;
        clock.addAndGet(2 * SECOND);
        line.report(1200, 2400, 110, 5);
        assertEquals("", told());
        wanted = true;
        line.report(1300, 2400, 110, 5);
        assertTrue(told().contains("1,300 states"), told());
        assertEquals(1300, line.reached().states());
    }

    @Test
    void it_remembers_how_far_the_search_had_come() {
        ProgressLine line = line(false);
        line.report(1200, 2400, 110, 5);
        clock.addAndGet(2 * SECOND);
        assertEquals(1200, line.reached().states());
        assertEquals(2.0, line.reached().seconds());
    }
}
