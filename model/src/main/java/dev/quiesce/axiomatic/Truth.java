package dev.quiesce.axiomatic;

/** What is known of a statement about an unfinished execution. */
enum Truth {
    FALSE, UNKNOWN, TRUE;

    static Truth of(boolean known) {
        return known ? TRUE : FALSE;
    }

    Truth not() {
        return values()[2 - ordinal()];
    }

    Truth and(Truth other) {
        return ordinal() < other.ordinal() ? this : other;
    }

    Truth or(Truth other) {
        return ordinal() > other.ordinal() ? this : other;
    }
}
