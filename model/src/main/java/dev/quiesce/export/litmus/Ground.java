package dev.quiesce.export.litmus;

import dev.quiesce.program.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a walk finds in memory. */
sealed interface Ground {
    /** What is read there; where it may be several things, a choice. */
    long load(long address, ScalarType type);

    void store(long address, ScalarType type, long value);

    /** Before the threads: everything is as it was left. */
    record Before(Cells cells) implements Ground {
        @Override
        public long load(long address, ScalarType type) {
            return cells.beginning(address, type);
        }

        @Override
        public void store(long address, ScalarType type, long value) {
            cells.begin(address, type, value);
        }
    }

    /** Beside other threads: a location that they store to holds any of what is ever stored there. */
    final class Beside implements Ground {
        private final Cells cells;
        private final int thread;
        private final Choices choices;
        private final Map<Long, Long> own = new HashMap<>();
        private int stores;

        Beside(Cells cells, int thread, Choices choices) {
            this.cells = cells;
            this.thread = thread;
            this.choices = choices;
        }

        /** How many stores there have been. */
        int stores() {
            return stores;
        }

        @Override
        public long load(long address, ScalarType type) {
            Cell cell = cells.data(address, type);
            if (!cell.changesBehind(thread)) {
                return own.getOrDefault(address, cell.initial);
            }
            return any(cell, choices);
        }

        @Override
        public void store(long address, ScalarType type, long value) {
            cells.store(cells.data(address, type), thread, value);
            own.put(address, value);
            stores++;
        }
    }

    /** After the threads: what they have left is chosen once. */
    record After(Cells cells, Choices choices, List<Left> left, Map<Long, Long> known) implements Ground {
        After(Cells cells, Choices choices) {
            this(cells, choices, new ArrayList<>(), new HashMap<>());
        }

        /** A location was left with that value. */
        record Left(long address, long value) {}

        @Override
        public long load(long address, ScalarType type) {
            return known.computeIfAbsent(address, a -> {
                Cell cell = cells.data(a, type);
                if (cell.writers.isEmpty()) {
                    return cell.initial;
                }
                long value = any(cell, choices);
                left.add(new Left(a, value));
                return value;
            });
        }

        @Override
        public void store(long address, ScalarType type, long value) {
            known.put(address, value);
        }
    }

    private static long any(Cell cell, Choices choices) {
        List<Long> all = List.copyOf(cell.values);
        return all.get(choices.of(all.size()));
    }
}
