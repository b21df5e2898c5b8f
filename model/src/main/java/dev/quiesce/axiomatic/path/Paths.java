package dev.quiesce.axiomatic.path;

import dev.quiesce.axiomatic.path.Walker.DeadEnd;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All paths of one thread.
 *
 * @param cut a loop that some walk wanted to repeat more often than allowed
 */
public record Paths(List<Path> paths, Optional<Site> cut) {
    private static final int MOST = 50_000;

    public Paths {
        paths = List.copyOf(paths);
    }

    /**
     * Walks through a thread in every way. Walks of a litmus test that would repeat a loop too often are dropped.
     *
     * @param pause called before every walk; may throw to end them all
     */
    public static Paths of(Setting setting, Start start, Runnable pause) {
        List<Path> paths = new ArrayList<>();
        Optional<Site> cut = Optional.empty();
        Decisions decisions = new Decisions();
        int walks = 0;
        do {
            pause.run();
            if (++walks > MOST) {
                throw new TooLarge(setting.program.functions().get(start.function()).name() + " has more than " + MOST
                    + " paths");
            }
            try {
                paths.add(new Walker(setting, start, decisions).walk());
            } catch (DeadEnd end) {
                cut = cut.or(() -> Optional.ofNullable(end.loop));
            }
        } while (decisions.next());
        return new Paths(paths, cut);
    }

    /** What a thread that runs alone has done: how it went, and what it left. */
    public record Run(Path path, Memory memory) {}

    /** Runs a thread alone on copies of {@code memory}, once for each way its choices allow. */
    public static List<Run> alone(Setting setting, Start start, Memory memory) {
        List<Run> runs = new ArrayList<>();
        Decisions decisions = new Decisions();
        do {
            Memory copy = memory.copy();
            try {
                runs.add(new Run(Walker.alone(setting, start, decisions, copy).walk(), copy));
            } catch (DeadEnd end) {
                // An assumption failed: this run does not count.
                continue;
            }
        } while (decisions.next());
        return runs;
    }
}
