package dev.quiesce.stress.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What a run has observed: at most 64 values by name. An outcome is their list as the checker writes it. */
final class Observations {
    private static final VarHandle VALUE = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle SEEN = MethodHandles.arrayElementVarHandle(boolean[].class);
    private static final int MOST_REMEMBERED = 4096;

    private final long[] values;
    private final boolean[] seen;

    Observations(int names) {
        values = new long[names];
        seen = new boolean[names];
    }

    void set(int name, long value) {
        VALUE.setOpaque(values, name, value);
        SEEN.setRelease(seen, name, true);
    }

    /** {@code name=value name=value}; the texts are remembered, as few outcomes come back millions of times. */
    String text(Texts texts) {
        return texts.of(this);
    }

    /** The texts of the outcomes of one test. */
    static final class Texts {
        private final List<String> names;
        private final ConcurrentMap<Key, String> known = new ConcurrentHashMap<>();

        private record Key(long[] values, boolean[] seen) {
            @Override
            public boolean equals(Object other) {
                return other instanceof Key(long[] v, boolean[] s) && Arrays.equals(values, v) && Arrays.equals(seen, s);
            }

            @Override
            public int hashCode() {
                return Arrays.hashCode(values) * 31 + Arrays.hashCode(seen);
            }
        }

        Texts(List<String> names) {
            this.names = names;
        }

        String of(Observations o) {
            Key key = new Key(o.values, o.seen);
            String text = known.get(key);
            if (text == null) {
                text = write(o);
                if (known.size() < MOST_REMEMBERED) {
                    known.put(key, text);
                }
            }
            return text;
        }

        private String write(Observations o) {
            StringBuilder out = new StringBuilder();
            for (int n = 0; n < names.size(); n++) {
                if (o.seen[n]) {
                    out.append(out.isEmpty() ? "" : " ").append(names.get(n)).append('=').append(o.values[n]);
                }
            }
            return out.isEmpty() ? Kernel.NOTHING : out.toString();
        }
    }
}
