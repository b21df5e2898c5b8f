package dev.quiesce.export;

import dev.quiesce.export.litmus.Refused;
import dev.quiesce.export.litmus.TestWriter;
import dev.quiesce.program.Finding;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A scenario as a litmus test in C, as herd7 reads it. */
public final class Litmus {
    private Litmus() {}

    /**
     * The litmus test that asks whether {@code scenario} breaks, with a line feed at the end.
     *
     * @param program cut down to what the scenario reaches
     * @throws InexpressibleException if litmus tests cannot say what it does
     */
    public static String of(Program program, Scenario scenario) {
        List<String> header = new ArrayList<>();
        String about = scenario.about().isEmpty() ? "" : ": " + scenario.about();
        header.add(scenario.name() + " [" + program.variant() + "] of " + program.model() + about);
        header.add("");
        header.add("herd7 -conf linux-kernel.cfg FILE, in tools/memory-model of the kernel, asks its memory model:");
        header.add("'Never' means that no execution fails an assertion, 'Sometimes' or 'Always' that one does.");
        header.add("The model expects: " + scenario.expect().words() + (scenario.expect() == Finding.HOLDS
            ? "" : ", under " + scenario.memory()) + ".");
        header.add("");
        header.add("Leaks are not asked for. A data race is herd7's flag 'data-race'. What no thread stores to is a");
        header.add("constant; a thread goes on after an assertion has failed.");
        return refusing(scenario.site(), () -> TestWriter.write(program, scenario, header));
    }

    /** The same for what was read from a litmus test. */
    public static String of(LitmusTest test) {
        List<String> header = new ArrayList<>();
        test.recorded().ifPresent(recorded -> header.add("Result: " + recorded.result() + (recorded.dataRace() ? " DATARACE" : "")));
        header.add("Read from " + test.file());
        return refusing(test.scenario().site(), () -> TestWriter.write(test, header));
    }

    private static String refusing(Site whole, Supplier<String> text) {
        try {
            return text.get();
        } catch (Refused refused) {
            Site site = refused.site() == Site.NONE ? whole : refused.site();
            throw new InexpressibleException(site, "a litmus test cannot say this: " + refused.getMessage(), refused.instead());
        }
    }
}
