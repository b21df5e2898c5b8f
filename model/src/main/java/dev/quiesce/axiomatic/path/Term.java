package dev.quiesce.axiomatic.path;

import java.util.BitSet;

/** A term is a value together with the reads that it depends on by the text of the program. */
record Term(Value value, BitSet reads) {
    static final Term ZERO = new Term(Values.ZERO, new BitSet());

    static Term constant(long value) {
        return new Term(new Value.Known(value), ZERO.reads);
    }

    static BitSet union(BitSet a, BitSet b) {
        if (a.isEmpty()) {
            return b;
        }
        if (b.isEmpty()) {
            return a;
        }
        BitSet both = (BitSet) a.clone();
        both.or(b);
        return both;
    }

    static BitSet single(int read) {
        BitSet set = new BitSet();
        set.set(read);
        return set;
    }
}
