package dev.quiesce.axiomatic.model;

import dev.quiesce.axiomatic.graph.Communications;
import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.path.Tag;
import dev.quiesce.axiomatic.relation.Algebra;
import dev.quiesce.axiomatic.relation.EventSet;
import dev.quiesce.axiomatic.relation.Relation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plain accesses: what the model demands of them, and which of them race.
 *
 * <p>The compiler may do with a plain access what it likes as long as it stays between the marked accesses that bound it. Two
 * conflicting accesses of different threads, one of them plain, race unless the bounds of one end before the bounds of the
 * other begin. Races are not monotone: an execution must be finished before this is asked.
 */
final class LkmmRaces {
    /**
     * The relations of {@code linux-kernel.cat} that are needed here.
     *
     * @param xbStar  {@code (hb | pb | rb)*}
     * @param visible {@code vis}
     */
    record Order(Relation addr, Relation fence, Relation nonRwFence, Relation strongFence, Relation rmwSequence,
                 Relation xbStar, Relation visible) {}

    private final Communications com;
    private final EventStructure s;
    private final Algebra a;
    private final EventSet marked;
    private final LkmmFences fences;
    private final Relation preRace;
    private final Relation wwVisible;
    private final Relation wrVisible;
    private final Relation rwOrdered;
    private final Relation endsBefore;

    LkmmRaces(Communications com, LkmmFences fences, Order o) {
        this.com = com;
        this.s = com.structure();
        this.a = s.algebra();
        this.marked = s.marked();
        this.fences = fences;
        EventSet plain = s.plain();
        this.preRace = a.and(s.external(), a.or(a.product(plain, s.memory()),
            a.product(s.memory().minus(s.initialWrites()), plain)));
        Relation writeBegins = a.domain(marked, a.optional(a.or(o.addr(), o.fence())));
        Relation readBegins = a.domain(marked, a.optional(a.or(o.addr(), o.nonRwFence(), fences.rmbFromRead())));
        Relation writeEnds = a.seq(a.range(a.optional(o.fence()), marked), o.rmwSequence());
        Relation readEnds = a.range(a.optional(a.or(o.nonRwFence(), fences.rmbToRead())), marked);
        Relation strongly = a.seq(o.strongFence(), o.xbStar());
        Relation seen = a.seq(writeEnds, o.visible());
        this.wwVisible = a.or(o.fence(), a.seq(strongly, writeBegins), a.seq(seen, writeBegins));
        this.wrVisible = a.or(o.fence(), a.seq(strongly, readBegins), a.seq(seen, readBegins));
        this.rwOrdered = a.or(o.fence(), a.seq(readEnds, o.xbStar(), writeBegins));
        EventSet writes = s.writes();
        Relation ends = a.or(a.domain(writes, writeEnds), a.domain(marked.or(plain).minus(writes), readEnds));
        // rw-xbstar has no such chain behind reads that only a grace period bounds; what waits for readers relies on one.
        this.endsBefore = a.or(o.fence(), a.seq(strongly, writeBegins), a.seq(ends, o.xbStar(), writeBegins));
    }

    /** Pairs of events of which the first is over before the second, a write, begins. */
    Relation endsBefore() {
        return endsBefore;
    }

    /** {@code plain-coherence}: what is ordered is not contradicted by what was read and overwritten. */
    boolean coherent() {
        return a.and(a.and(preRace, com.readsFrom()), a.inverse(rwOrdered)).isEmpty()
            && a.and(a.and(preRace, com.fromRead()), a.inverse(wrVisible)).isEmpty()
            && a.and(a.and(preRace, com.coherence()), a.inverse(wwVisible)).isEmpty();
    }

    /** A pair that contradicts the order. */
    List<Cycle.Link> incoherence() {
        return pair("rf", a.and(com.readsFrom(), a.inverse(rwOrdered)), "rw-xbstar")
            .or(() -> pair("fr", a.and(com.fromRead(), a.inverse(wrVisible)), "wr-vis"))
            .or(() -> pair("co", a.and(com.coherence(), a.inverse(wwVisible)), "ww-vis")).orElse(List.of());
    }

    private Optional<List<Cycle.Link>> pair(String forth, Relation relation, String back) {
        Relation racing = a.and(preRace, relation);
        for (int from = 0; from < s.size(); from++) {
            int to = racing.next(from, 0);
            if (to >= 0) {
                return Optional.of(List.of(new Cycle.Link(from, to, forth), new Cycle.Link(to, from, back)));
            }
        }
        return Optional.empty();
    }

    void flags(Set<Flag> flags) {
        if (!races().isEmpty()) {
            flags.add(Flag.DATA_RACE);
        }
        Relation unguarded = a.minus(com.poLocation(), fences.barrier());
        EventSet plainWrites = s.plain().and(s.writes());
        if (!a.restrict(plainWrites, unguarded, marked).isEmpty()
            || !a.restrict(marked, unguarded, plainWrites).isEmpty()) {
            flags.add(Flag.MIXED_ACCESSES);
        }
    }

    /** Pairs that race, but for accesses whose races are intended and those of ghost blocks. */
    Relation races() {
        EventSet writes = s.writes();
        Relation afterRead = a.or(rwOrdered, a.product(marked, writes));
        Relation beforeRead = a.or(wrVisible, a.product(writes, marked));
        Relation wwFine = a.and(a.and(wwVisible, afterRead), beforeRead);
        Relation ww = a.minus(a.and(preRace, com.coherence()), wwFine);
        Relation overRead = a.and(preRace, a.seq(a.optional(com.coherence()), com.readsFrom()));
        Relation wr = a.minus(a.minus(overRead, wrVisible), a.inverse(rwOrdered));
        Relation rw = a.minus(a.and(preRace, com.fromRead()), rwOrdered);
        Relation all = a.or(ww, wr, rw);
        EventSet racy = s.tagged(Tag.RACY, Tag.GHOST);
        if (racy.isEmpty()) {
            return all;
        }
        EventSet others = marked.or(s.plain()).minus(racy);
        return a.restrict(others, all, others);
    }
}
