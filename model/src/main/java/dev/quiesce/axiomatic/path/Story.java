package dev.quiesce.axiomatic.path;

import dev.quiesce.program.Instruction.SpawnKind;
import dev.quiesce.program.Site;
import java.util.BitSet;
import java.util.List;

/**
 * What a path does besides its events.
 *
 * @param spawned   threads it starts
 * @param allocated objects it makes
 * @param observed  values it names
 * @param covers    names it passes
 * @param excused   indices of events that may read what was never stored, as the neighbours of a bit-field may
 * @param held      the locks that are held at the end
 * @param reading   whether the path ends inside an RCU read-side section
 * @param callback  whether it is that of a callback of RCU or SRCU
 */
public record Story(Ending ending, List<Spawned> spawned, List<HeapObject> allocated, List<Observed> observed,
                    List<String> covers, BitSet excused, List<Value> held, boolean reading, boolean callback) {
    /** A path that only has events. */
    public static final Story PLAIN =
        new Story(new Ending.Returned(), List.of(), List.of(), List.of(), List.of(), new BitSet(), List.of(),
            false, false);

    public Story {
        spawned = List.copyOf(spawned);
        allocated = List.copyOf(allocated);
        observed = List.copyOf(observed);
        covers = List.copyOf(covers);
        held = List.copyOf(held);
    }

    /**
     * A thread that a path starts.
     *
     * @param thread   the number it will have
     * @param function what it calls
     * @param signal   the address of a hidden location that is written when it is started
     */
    public record Spawned(int thread, SpawnKind kind, int function, Value argument, Value domain, long signal,
                          Site site) {}

    /** A named value. */
    public record Observed(String name, Value value) {}
}
