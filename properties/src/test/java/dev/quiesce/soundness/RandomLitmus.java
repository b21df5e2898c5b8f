package dev.quiesce.soundness;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Random litmus tests over three locations, and what it is to make a statement of one stronger. */
record RandomLitmus(List<List<Statement>> threads) {
    private static final String LOCATIONS = "xyz";

    /** What a statement does; {@code texts} are its forms, {@code stronger} which form is stronger than which. */
    enum Kind {
        WRITE(List.of("WRITE_ONCE(*$v, $n);", "smp_store_release($v, $n);", "smp_store_mb(*$v, $n);"), "01 02"),
        READ(List.of("$r = READ_ONCE(*$v);", "$r = smp_load_acquire($v);"), "01"),
        EXCHANGE(List.of("$r = xchg_relaxed($v, $n);", "$r = xchg_acquire($v, $n);", "$r = xchg_release($v, $n);",
            "$r = xchg($v, $n);"), "01 02 13 23 03"),
        COMPARE(List.of("$r = cmpxchg_relaxed($v, 0, $n);", "$r = cmpxchg_acquire($v, 0, $n);",
            "$r = cmpxchg_release($v, 0, $n);", "$r = cmpxchg($v, 0, $n);"), "01 02 13 23 03"),
        COPY(List.of("WRITE_ONCE(*$v, $p);", "smp_store_release($v, $p);"), "01"),
        WRITE_IF(List.of("if ($p)\n\t\tWRITE_ONCE(*$v, $n);", "if ($p)\n\t\tsmp_store_release($v, $n);"), "01"),
        READ_AT(List.of("$r = READ_ONCE(*$v);", "$r = READ_ONCE(*($v + ($p & 0)));"), "01"),
        FENCE(List.of("barrier();", "smp_wmb();", "smp_rmb();", "smp_mb();", "synchronize_rcu();"), "01 02 03 04 13 23 34"),
        SECTION(List.of("WRITE_ONCE(*$v, $n);\n\t$r = READ_ONCE(*$w);",
            "rcu_read_lock();\n\tWRITE_ONCE(*$v, $n);\n\t$r = READ_ONCE(*$w);\n\trcu_read_unlock();"), "01"),
        UNDER_LOCK(List.of("WRITE_ONCE(*$v, $n);\n\t$r = READ_ONCE(*$w);",
            "spin_lock(l);\n\tWRITE_ONCE(*$v, $n);\n\t$r = READ_ONCE(*$w);\n\tspin_unlock(l);",
            "spin_lock(l);\n\tsmp_mb__after_spinlock();\n\tWRITE_ONCE(*$v, $n);\n\t$r = READ_ONCE(*$w);\n\tspin_unlock(l);"),
            "01 02 12");

        private final List<String> texts;
        private final List<int[]> stronger = new ArrayList<>();

        Kind(List<String> texts, String stronger) {
            this.texts = texts;
            for (String pair : stronger.split(" ")) {
                this.stronger.add(new int[] {pair.charAt(0) - '0', pair.charAt(1) - '0'});
            }
        }
    }

    /**
     * A statement.
     *
     * @param next the location of its second access, if it has one
     * @param form which of its kind's texts
     */
    record Statement(Kind kind, int location, int next, int value, int form) {
        private String text(int index) {
            return kind.texts.get(form).replace("$v", LOCATIONS.substring(location, location + 1))
                .replace("$w", LOCATIONS.substring(next, next + 1))
                .replace("$n", Integer.toString(value)).replace("$r", "r" + index)
                .replace("$p", index == 0 ? "r9" : "r" + (index - 1));
        }

        /** The statements that are the same but stronger. */
        private List<Statement> stronger() {
            return kind.stronger.stream().filter(pair -> pair[0] == form)
                .map(pair -> new Statement(kind, location, next, value, pair[1])).toList();
        }
    }

    /**
     * Two or three threads of up to four statements. Each thread goes from one location to the next and starts where the thread before
     * it came by, so that many of the tests have an outcome that hangs on an order.
     */
    static Arbitrary<RandomLitmus> any() {
        Arbitrary<Statement> access = Combinators.combine(Arbitraries.frequencyOf(Tuple.of(6, Arbitraries.of(Kind.WRITE, Kind.READ)),
            Tuple.of(4, Arbitraries.of(Kind.EXCHANGE, Kind.COMPARE, Kind.COPY, Kind.WRITE_IF, Kind.READ_AT, Kind.SECTION, Kind.UNDER_LOCK))),
            Arbitraries.integers().between(1, 2), Arbitraries.integers().between(0, 4))
            .as((kind, value, form) -> new Statement(kind, 0, 0, value, form % kind.texts.size()));
        Arbitrary<List<Statement>> fence = Arbitraries.integers().between(0, 4)
            .map(form -> new Statement(Kind.FENCE, 0, 0, 0, form)).list().ofMaxSize(1);
        Arbitrary<List<Statement>> thread = Combinators.combine(access, fence, access, access.list().ofMaxSize(1))
            .as((first, between, second, rest) -> Stream.of(List.of(first), between, List.of(second), rest)
                .flatMap(List::stream).toList());
        return thread.list().ofMinSize(2).ofMaxSize(3).map(RandomLitmus::located);
    }

    private static RandomLitmus located(List<List<Statement>> threads) {
        List<List<Statement>> located = new ArrayList<>();
        for (int t = 0; t < threads.size(); t++) {
            List<Statement> thread = new ArrayList<>();
            int location = t;
            for (Statement statement : threads.get(t)) {
                int here = location % threads.size();
                thread.add(new Statement(statement.kind(), here, (here + 1) % threads.size(), statement.value(), statement.form()));
                location += statement.kind() == Kind.FENCE ? 0 : 1;
            }
            located.add(thread);
        }
        return new RandomLitmus(located);
    }

    /** The tests of which one statement is stronger than here. */
    List<RandomLitmus> stronger() {
        List<RandomLitmus> all = new ArrayList<>();
        for (int t = 0; t < threads.size(); t++) {
            for (int i = 0; i < threads.get(t).size(); i++) {
                for (Statement statement : threads.get(t).get(i).stronger()) {
                    List<List<Statement>> changed = new ArrayList<>(threads);
                    List<Statement> thread = new ArrayList<>(threads.get(t));
                    thread.set(i, statement);
                    changed.set(t, thread);
                    all.add(new RandomLitmus(changed));
                }
            }
        }
        return all;
    }

    /** The threads the other way round. */
    RandomLitmus reversed() {
        return new RandomLitmus(threads.reversed());
    }

    /** The test as a file, which observes everything. */
    String text() {
        StringBuilder out = new StringBuilder("C random\n\n{}\n");
        List<String> observed = new ArrayList<>(List.of("x", "y", "z"));
        for (int t = 0; t < threads.size(); t++) {
            out.append("\nP").append(t).append("(int *x, int *y, int *z, spinlock_t *l)\n{\n");
            for (int i = 0; i < threads.get(t).size(); i++) {
                out.append('\t').append(threads.get(t).get(i).text(i)).append('\n');
                observed.add(t + ":r" + i);
            }
            out.append("}\n");
        }
        return out.append("\nlocations [").append(String.join("; ", observed)).append(";]\nexists (x=0)\n").toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
