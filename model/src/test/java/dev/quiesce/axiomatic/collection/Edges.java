package dev.quiesce.axiomatic.collection;

import java.util.function.BiPredicate;

/** Edges between a few numbered points, as a table of truth values. */
final class Edges {
    private final boolean[][] table;

    Edges(int size, BiPredicate<Integer, Integer> member) {
        table = new boolean[size][size];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                table[a][b] = member.test(a, b);
            }
        }
    }

    boolean contains(int from, int to) {
        return table[from][to];
    }

    Edges or(Edges other) {
        return new Edges(table.length, (a, b) -> table[a][b] || other.table[a][b]);
    }

    Edges and(Edges other) {
        return new Edges(table.length, (a, b) -> table[a][b] && other.table[a][b]);
    }

    Edges optional() {
        return new Edges(table.length, (a, b) -> a.equals(b) || table[a][b]);
    }

    Edges then(Edges other) {
        return new Edges(table.length, (a, b) -> {
            for (int m = 0; m < table.length; m++) {
                if (table[a][m] && other.table[m][b]) {
                    return true;
                }
            }
            return false;
        });
    }

    /** The reflexive transitive closure. */
    Edges star() {
        Edges closed = optional();
        for (int length = 1; length < table.length; length *= 2) {
            closed = closed.then(closed);
        }
        return closed;
    }

    boolean isAcyclic() {
        Edges closed = then(star());
        for (int a = 0; a < table.length; a++) {
            if (closed.table[a][a]) {
                return false;
            }
        }
        return true;
    }
}
