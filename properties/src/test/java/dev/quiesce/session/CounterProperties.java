package dev.quiesce.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quiesce.lang.Models;
import dev.quiesce.program.Program;
import dev.quiesce.simulate.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The example of the documents: properties of a model of one's own. */
class CounterProperties {
    private static final Program MODEL = Models.read(Path.of("src/test/resources/counter.c"), Map.of()).getFirst();

    @Property
    void adds_up(@ForAll @Size(max = 200) List<@IntRange(min = -9, max = 9) Integer> amounts) {
        Session session = Session.of(MODEL);
        amounts.forEach(by -> session.call("add", session.address("total"), by));
        assertEquals(amounts.stream().mapToInt(by -> by).sum(), session.read("total.n"));
    }

    @Property
    void adds_up_in_any_order(@ForAll @Size(max = 4) List<@IntRange(min = -9, max = 9) Integer> amounts, @ForAll long order) {
        Session session = Session.of(MODEL);
        amounts.forEach(by -> session.start("add_locked", session.address("total"), by));
        session.run(order);
        assertEquals(amounts.stream().mapToInt(by -> by).sum(), session.read("total.n"), session::schedule);
    }
}
