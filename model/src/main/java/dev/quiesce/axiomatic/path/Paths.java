package dev.quiesce.axiomatic.path;

import dev.quiesce.axiomatic.path.Walker.DeadEnd;
import dev.quiesce.program.Function;
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
     * Walks through {@code function} in every way.
     *
     * @param unroll how often a loop may be repeated; walks that would repeat it once more are dropped
     */
    public static Paths of(Function function, int thread, int unroll) {
        List<Path> paths = new ArrayList<>();
        Optional<Site> cut = Optional.empty();
        Decisions decisions = new Decisions();
        int walks = 0;
        do {
            if (++walks > MOST) {
                throw new TooLarge(function.name() + " has more than " + MOST + " paths");
            }
            try {
                paths.add(new Walker(thread, unroll, decisions).walk(function));
            } catch (DeadEnd end) {
                cut = cut.or(() -> Optional.ofNullable(end.loop));
            }
        } while (decisions.next());
        return new Paths(paths, cut);
    }
}
