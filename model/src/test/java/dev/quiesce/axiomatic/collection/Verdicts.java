package dev.quiesce.axiomatic.collection;

import dev.quiesce.axiomatic.collection.Join.Strength;
import dev.quiesce.axiomatic.collection.Shape.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What the kernel's model says of a cycle, read off the cycle: no values, no executions, no events but the accesses.
 *
 * <p>The rules are those of the ASPLOS 2018 paper on the edges of one cycle. It is forbidden if it closes in happens-before, if it
 * closes in propagates-before, or if its threads are joined by grace periods and reader sections that match: a grace
 * period alone, a grace period and a section of the same kind around nothing or around what matches, and one after the
 * other. For one kind that is the rule of thumb of the paper: at least as many grace periods as sections.
 */
public final class Verdicts {
    private final Joined test;
    private final List<Access> accesses;
    private final int n;

    private Verdicts(Joined test) {
        this.test = test;
        this.accesses = test.shape().accesses();
        this.n = accesses.size();
    }

    /** True if the outcome can never be. */
    public static boolean forbids(Joined test) {
        return !new Verdicts(test).allow();
    }

    private boolean allow() {
        Edges rfe = edges(i -> communication(i, "rf"));
        Edges overwrite = edges(i -> communication(i, "co") || communication(i, "fr"));
        // An exchange that comes next in coherence order has read what it overwrites.
        Edges exchanged = edges(i -> communication(i, "co") && isExchange(next(i)));
        Edges reads = rfe.or(exchanged);
        Edges strong = joins(Strength.STRONG, Strength.GRACE, Strength.SLEEPABLE_GRACE);
        Edges release = joins(Strength.RELEASE);
        Edges stores = joins(Strength.STORES);
        Edges local = joins(Strength.LOCAL);
        Edges cumulative = reads.optional().then(strong.or(release)).or(stores);
        Edges prop = overwrite.optional().then(cumulative.star()).then(reads.optional());
        Edges inThread = new Edges(n, (a, b) -> a != b && thread(a) == thread(b));
        Edges hb = strong.or(release).or(stores).or(local).or(reads).or(prop.and(inThread));
        Edges pb = prop.then(strong).then(hb.star());
        return hb.isAcyclic() && pb.isAcyclic() && !readersMatch(hb.star().then(pb.star()).then(prop));
    }

    /** True if the threads with grace periods and sections, linked in the order of the cycle, match. */
    private boolean readersMatch(Edges link) {
        List<Integer> threads = new ArrayList<>();
        for (int t = 0; t < test.joins().size(); t++) {
            Join join = test.joins().get(t);
            if (join != null && (isGrace(join) || isSection(join))) {
                threads.add(t);
            }
        }
        for (int i = 0; i < threads.size(); i++) {
            int from = threads.get(i);
            int to = threads.get((i + 1) % threads.size());
            // In program order before a link: any access of a section, only the last one behind a grace period.
            boolean linked = link.contains(last(from), first(to))
                || isSection(test.joins().get(from)) && link.contains(first(from), first(to))
                || isSection(test.joins().get(to)) && link.contains(last(from), last(to));
            if (!linked) {
                return false;
            }
        }
        for (int turn = 0; turn < threads.size(); turn++) {
            if (matches(threads.stream().map(t -> test.joins().get(t)).toList())) {
                return true;
            }
            threads.add(threads.removeFirst());
        }
        return false;
    }

    private static boolean matches(List<Join> row) {
        if (row.isEmpty()) {
            return false;
        }
        Join head = row.getFirst();
        if (row.size() == 1) {
            return isGrace(head);
        }
        List<Join> inside = row.subList(1, row.size() - 1);
        if (isGrace(head) != isGrace(row.getLast()) && isSleepable(head) == isSleepable(row.getLast())
            && (inside.isEmpty() || matches(inside))) {
            return true;
        }
        for (int i = 1; i < row.size(); i++) {
            if (matches(row.subList(0, i)) && matches(row.subList(i, row.size()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isGrace(Join join) {
        return join.strength() == Strength.GRACE || join.strength() == Strength.SLEEPABLE_GRACE;
    }

    private static boolean isSection(Join join) {
        return join.strength() == Strength.READER || join.strength() == Strength.SLEEPABLE_READER;
    }

    private static boolean isSleepable(Join join) {
        return join.strength() == Strength.SLEEPABLE_READER || join.strength() == Strength.SLEEPABLE_GRACE;
    }

    // ---- the cycle

    private int next(int access) {
        return (access + 1) % n;
    }

    private int thread(int access) {
        return accesses.get(access).thread();
    }

    private int first(int thread) {
        return (int) accesses.stream().takeWhile(access -> access.thread() != thread).count();
    }

    private int last(int thread) {
        return (int) accesses.stream().takeWhile(access -> access.thread() <= thread).count() - 1;
    }

    private boolean communication(int from, String kind) {
        return thread(from) != thread(next(from)) && test.shape().communications().get(thread(from)).equals(kind);
    }

    private boolean isExchange(int access) {
        Join join = test.joins().get(thread(access));
        return first(thread(access)) == access && (join == Join.XCHG || join == Join.XCHG_RELAXED);
    }

    private Edges joins(Strength... strengths) {
        return edges(i -> thread(i) == thread(next(i))
            && List.of(strengths).contains(test.joins().get(thread(i)).strength()));
    }

    /** The edges of the cycle, from an access to the next, that are chosen. */
    private Edges edges(IntFunction<Boolean> chosen) {
        return new Edges(n, (a, b) -> b == next(a) && chosen.apply(a));
    }
}
