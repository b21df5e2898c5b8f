package dev.quiesce.explore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.Models;
import dev.quiesce.program.Program;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Machine;
import dev.quiesce.simulate.Mutability;
import dev.quiesce.simulate.Outcome;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a checkpoint keeps of the steps that were interpreted, in an order that takes several workers to come about. */
@DisplayName("Steps that are interpreted again")
class StepLogTest {
    private static final String MODEL = """
        #include <quiesce.h>
        #include <linux/atomic.h>

        static atomic_t total;

        static void user(void)
        {
            int operation = choose_range(1, 9);

            if (operation == 2 || operation == 5)
                atomic_add(operation, &total);
        }

        static void other(void)
        {
            atomic_add(100, &total);
            atomic_add(1000, &total);
        }

        struct scenario two = { .threads = { user, other } };
        """;
    private static final int[] NONE = {};

    @TempDir
    private Path folder;
    private final Mutability mutability = new Mutability();
    private Image image;
    private Machine machine;

    private Expander expander() {
        Expander expander = new Expander(image, new Machine(image, false, reductions(), false, false, mutability), () -> false);
        expander.log().keep();
        expander.encode(machine.initial());
        return expander;
    }

    private static Set<Reduction> reductions() {
        return Reduction.without(Set.of(Reduction.CONSTANTS, Reduction.OWN_WORDS));
    }

    private static int[] vector(Expander expander, State state) {
        long[] packed = expander.encode(state);
        int[] vector = new int[expander.layout().components()];
        expander.layout().unpack(packed, vector);
        return vector;
    }

    private List<State> successors(State state, int slot) {
        List<State> next = new ArrayList<>();
        for (Outcome o : machine.step(state, slot)) {
            next.add(((Outcome.Moved) o).state());
        }
        return next;
    }

    private Checkpoint checkpoint(boolean resume) {
        return new Checkpoint(folder.resolve("search"), new byte[32], resume, complaint -> assertEquals("", complaint));
    }

    @Test
    @DisplayName("number what they lead to as before: a worker that interpreted one choice let another interpret before the next")
    void numbersAreTheSame() throws IOException {
        Program program = Models.read(Files.writeString(folder.resolve("two.c"), MODEL), Map.of()).getFirst();
        image = new Image(program, program.scenarios().getFirst());
        machine = new Machine(image, false, reductions(), false, false, mutability);
        State first = machine.initial();
        int user = first.alive(0) ? 0 : 1;
        State second = successors(first, user + 1).getFirst();

        Expander expander = expander();
        expander.repeat(new Step(vector(expander, first), user, NONE));
        expander.repeat(new Step(vector(expander, first), user + 1, NONE));
        int[] from = vector(expander, second);
        expander.repeat(new Step(from, user, new int[] {1}));
        expander.repeat(new Step(from, user + 1, NONE));
        expander.repeat(new Step(from, user, new int[] {4}));
        StateStore store = new StateStore(expander.layout(), Storage.DEFAULT);
        store.add(expander.encode(first));
        store.beginLevel();
        try (Logbook book = Logbook.begin(checkpoint(false), false, mutability)) {
            book.level(store, expander, new Tally(), new Races());
        }

        Expander again = expander();
        try (Logbook book = Logbook.open(checkpoint(true))) {
            book.replay(again);
        }
        List<State> states = new ArrayList<>(successors(second, user));
        states.addAll(successors(second, user + 1));
        assertTrue(states.size() > 3, states::toString);
        for (State state : states) {
            assertArrayEquals(vector(expander, state), vector(again, state));
        }
    }
}
