package dev.quiesce.axiomatic.model;

import dev.quiesce.axiomatic.model.Cycle.Link;
import dev.quiesce.axiomatic.relation.Relation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the shortest cycle by which an execution breaks a law, and takes its steps apart into what a reader can see in the
 * text: fences, dependencies and communications.
 */
final class LkmmCycles {
    /**
     * The relations that steps are taken apart into.
     *
     * @param inThread what keeps a thread's instructions in order, by name, the most telling first
     * @param cumulative what a fence makes others see in order, by name
     */
    record Parts(Map<String, Relation> inThread, Map<String, Relation> cumulative, Relation readExternal,
                 Relation overwriteExternal, Relation cumulativeStep, Relation prop, Relation strong, Relation rcuFence,
                 Relation hb, Relation pb) {
        Parts {
            inThread = new LinkedHashMap<>(inThread);
            cumulative = new LinkedHashMap<>(cumulative);
        }
    }

    private final Parts parts;
    private final int size;

    LkmmCycles(Parts parts, int size) {
        this.parts = parts;
        this.size = size;
    }

    /** A cycle of {@code hb}. */
    List<Link> happensBefore() {
        List<Link> links = new ArrayList<>();
        cycle(parts.hb).forEach(step -> links.addAll(before(step.from(), step.to())));
        return links;
    }

    /** A cycle of {@code pb}. */
    List<Link> propagation() {
        List<Link> links = new ArrayList<>();
        cycle(parts.pb).forEach(step -> links.addAll(propagates(step.from(), step.to())));
        return links;
    }

    /** A cycle of {@code rb}, which must not even come back to where it starts. */
    List<Link> rcu(Relation rb) {
        for (int e = 0; e < size; e++) {
            if (!rb.contains(e, e)) {
                continue;
            }
            for (int u = parts.prop.next(e, 0); u >= 0; u = parts.prop.next(e, u + 1)) {
                for (int v = parts.rcuFence.next(u, 0); v >= 0; v = parts.rcuFence.next(u, v + 1)) {
                    List<Link> rest = path(v, e, Map.of("hb", parts.hb, "pb", parts.pb));
                    if (rest != null) {
                        List<Link> links = new ArrayList<>(propagation(e, u));
                        links.add(new Link(u, v, "rcu-fence"));
                        rest.forEach(step -> links.addAll(step.label().equals("hb") ? before(step.from(), step.to())
                            : propagates(step.from(), step.to())));
                        return links;
                    }
                }
            }
        }
        return List.of();
    }

    /** {@code prop ; strong-fence ; hb*}. */
    private List<Link> propagates(int from, int to) {
        for (int u = parts.prop.next(from, 0); u >= 0; u = parts.prop.next(from, u + 1)) {
            for (int v = parts.strong.next(u, 0); v >= 0; v = parts.strong.next(u, v + 1)) {
                List<Link> rest = path(v, to, Map.of("hb", parts.hb));
                if (rest != null) {
                    List<Link> links = new ArrayList<>(propagation(from, u));
                    links.add(new Link(u, v, "strong-fence"));
                    rest.forEach(step -> links.addAll(before(step.from(), step.to())));
                    return links;
                }
            }
        }
        return List.of(new Link(from, to, "pb"));
    }

    /** One step of {@code hb}. */
    private List<Link> before(int from, int to) {
        if (parts.readExternal.contains(from, to)) {
            return List.of(new Link(from, to, "rfe"));
        }
        return parts.inThread.entrySet().stream().filter(part -> part.getValue().contains(from, to)).findFirst()
            .map(part -> List.of(new Link(from, to, part.getKey()))).orElseGet(() -> propagation(from, to));
    }

    /** {@code (overwrite & ext)? ; cumul-fence* ; rfe?}. */
    private List<Link> propagation(int from, int to) {
        List<Integer> starts = new ArrayList<>(List.of(from));
        for (int o = parts.overwriteExternal.next(from, 0); o >= 0; o = parts.overwriteExternal.next(from, o + 1)) {
            starts.add(o);
        }
        List<Link> best = null;
        for (int start : starts) {
            for (int end = 0; end < size; end++) {
                if (end != to && !parts.readExternal.contains(end, to)) {
                    continue;
                }
                List<Link> fences = path(start, end, Map.of("cumul-fence", parts.cumulativeStep));
                if (fences == null) {
                    continue;
                }
                List<Link> links = new ArrayList<>();
                if (start != from) {
                    links.add(new Link(from, start, "overwrites"));
                }
                fences.forEach(step -> links.addAll(cumulative(step.from(), step.to())));
                if (end != to) {
                    links.add(new Link(end, to, "rfe"));
                }
                best = best == null || links.size() < best.size() ? links : best;
            }
        }
        return best == null ? List.of(new Link(from, to, "prop")) : best;
    }

    /** One step of {@code cumul-fence}. */
    private List<Link> cumulative(int from, int to) {
        for (Map.Entry<String, Relation> part : parts.cumulative.entrySet()) {
            if (part.getValue().contains(from, to)) {
                return List.of(new Link(from, to, part.getKey()));
            }
            for (int m = parts.readExternal.next(from, 0); m >= 0; m = parts.readExternal.next(from, m + 1)) {
                if (part.getValue().contains(m, to)) {
                    return List.of(new Link(from, m, "rfe"), new Link(m, to, part.getKey()));
                }
            }
        }
        return List.of(new Link(from, to, "cumul-fence"));
    }

    // ---- shortest ways

    private List<Link> cycle(Relation relation) {
        List<Link> best = List.of();
        for (int e = 0; e < size; e++) {
            for (int next = relation.next(e, 0); next >= 0; next = relation.next(e, next + 1)) {
                List<Link> back = path(next, e, Map.of("", relation));
                if (back != null && (best.isEmpty() || back.size() + 1 < best.size())) {
                    best = new ArrayList<>(List.of(new Link(e, next, "")));
                    best.addAll(back);
                }
            }
        }
        return best;
    }

    /** The shortest path, empty if there is nowhere to go, null if there is none. */
    private List<Link> path(int from, int to, Map<String, Relation> steps) {
        Link[] reached = new Link[size];
        Deque<Integer> open = new ArrayDeque<>(List.of(from));
        boolean[] seen = new boolean[size];
        seen[from] = true;
        while (!open.isEmpty() && !seen[to]) {
            int at = open.poll();
            steps.forEach((label, relation) -> {
                for (int next = relation.next(at, 0); next >= 0; next = relation.next(at, next + 1)) {
                    if (!seen[next]) {
                        seen[next] = true;
                        reached[next] = new Link(at, next, label);
                        open.add(next);
                    }
                }
            });
        }
        if (!seen[to]) {
            return null;
        }
        List<Link> path = new ArrayList<>();
        for (int at = to; at != from; at = reached[at].from()) {
            path.add(reached[at]);
        }
        Collections.reverse(path);
        return path;
    }
}
