package dev.quiesce.stress.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which threads run on which core. JCStress wants a core for each actor; where there are fewer, two threads run side by
 * side and each of the others after one of them on its core. That is a part of what can happen, so all that is seen must
 * still be predicted.
 */
final class Projections {
    private Projections() {}

    /**
     * One class of tests.
     *
     * @param name   the threads that run side by side
     * @param actors for each actor the threads it runs, in order
     */
    record Projection(String name, List<List<Integer>> actors) {}

    /** The whole scenario if there are cores enough, else one projection for each pair of threads. */
    static List<Projection> of(List<String> threads, int cores) {
        int n = threads.size();
        if (n <= cores) {
            return List.of(new Projection("", IntStream.rangeClosed(1, n).mapToObj(List::of).toList()));
        }
        List<Projection> all = new ArrayList<>();
        for (int a = 1; a <= n; a++) {
            for (int b = a + 1; b <= n; b++) {
                List<Integer> first = new ArrayList<>(List.of(a));
                List<Integer> second = new ArrayList<>(List.of(b));
                for (int other = 1; other <= n; other++) {
                    if (other != a && other != b) {
                        (other % 2 == 0 ? first : second).add(other);
                    }
                }
                String name = threads.get(a - 1) + "_" + threads.get(b - 1);
                boolean taken = all.stream().anyMatch(p -> p.name.equals(name));
                all.add(new Projection(taken ? name + "_" + a + b : name, List.of(first, second)));
            }
        }
        return all;
    }
}
