package dev.quiesce.axiomatic;

import dev.quiesce.axiomatic.graph.EventStructure;
import dev.quiesce.axiomatic.graph.Execution;
import dev.quiesce.axiomatic.path.Event;
import dev.quiesce.axiomatic.relation.Relation;
import dev.quiesce.program.Address;
import dev.quiesce.program.Condition;
import dev.quiesce.program.Condition.And;
import dev.quiesce.program.Condition.ConstantTerm;
import dev.quiesce.program.Condition.Equal;
import dev.quiesce.program.Condition.LocationTerm;
import dev.quiesce.program.Condition.Not;
import dev.quiesce.program.Condition.Or;
import dev.quiesce.program.Condition.RegisterTerm;
import dev.quiesce.program.Condition.Term;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.LitmusTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a test looks at when an execution is over: the registers and locations of its condition and its {@code locations}
 * list, in the order in which herd7 prints them.
 */
record ObservedTerms(List<Term> terms, List<GlobalObject> globals) {
    private static final Comparator<Term> ORDER = Comparator.comparing((Term t) -> t instanceof LocationTerm)
        .thenComparing(t -> t instanceof RegisterTerm r ? r.process() : 0)
        .thenComparing(t -> t instanceof RegisterTerm r ? r.name() : t.toString());

    static ObservedTerms of(LitmusTest test) {
        SortedSet<Term> terms = new TreeSet<>(ORDER);
        terms.addAll(test.observed());
        collect(test.condition(), terms);
        return new ObservedTerms(new ArrayList<>(terms), test.program().globals());
    }

    private static void collect(Condition condition, SortedSet<Term> terms) {
        switch (condition) {
            case And(var parts) -> parts.forEach(part -> collect(part, terms));
            case Or(var parts) -> parts.forEach(part -> collect(part, terms));
            case Not(Condition part) -> collect(part, terms);
            case Equal(Term left, Term right) -> {
                terms.add(left);
                if (!(right instanceof ConstantTerm)) {
                    terms.add(right);
                }
            }
        }
    }

    /** An outcome as herd7 writes it: {@code 0:r1=1; [x]=2;}. */
    String state(Finals finals, Relation coherence) {
        StringBuilder out = new StringBuilder();
        for (Term term : terms) {
            out.append(out.isEmpty() ? "" : " ").append(term).append('=')
                .append(name(finals.value(term, coherence))).append(';');
        }
        return out.toString();
    }

    /** A value as herd7 writes it: a number, or the name of the location that it is the address of. */
    String name(long value) {
        if (Address.isAddress(value) && Address.object(value) < globals.size()) {
            GlobalObject global = globals.get(Address.object(value));
            String element = global.type().pathAt(Address.offset(value));
            return global.name() + (Address.offset(value) == 0 && global.size() <= 8 ? "" : element);
        }
        return value >= Search.INVENTED ? "S" + (value >>> 32 & 0xFF_FFFF) : Long.toString(value);
    }

    /** True if one of the observed locations is used as a lock in an execution. */
    boolean locksIn(Execution execution) {
        EventStructure structure = execution.structure();
        for (int e = structure.initial(); e < structure.size(); e++) {
            Event event = structure.event(e);
            if (event.tag().isLock() && observes(execution.location(e))) {
                return true;
            }
        }
        return false;
    }

    private boolean observes(long address) {
        return terms.stream().anyMatch(t -> t instanceof LocationTerm l && l.address() == address);
    }
}
