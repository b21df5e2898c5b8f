package dev.quiesce.explore;

/**
 * Where a search stops.
 *
 * @param maxStates    states; 0 for no bound
 * @param maxMemory    bytes of the JVM's heap in use; 0 for nine tenths of what it may have
 * @param deadline     {@link System#nanoTime()} after which to stop; {@link Long#MAX_VALUE} for never
 */
public record Limits(long maxStates, long maxMemory, long deadline) {
    private static final int ALMOST = 20;

    /** No bounds but the machine's. */
    public static final Limits NONE = new Limits(0, 0, Long.MAX_VALUE);
    /** What is said where states have more parts than there is room for. */
    static final String TOO_WIDE = "parts of a state: " + StateStore.MAX_COMPONENTS;

    /** What is said where time is up. */
    static final String OUT_OF_TIME = "time (raise with --timeout)";

    /** True if those are more states than there may be. */
    boolean exceeded(long states) {
        return maxStates > 0 && states > maxStates;
    }

    /** What is said where there are more states than there may be. */
    String outOfStates() {
        return "states: " + maxStates + " (raise with --max-states)";
    }

    /** The bound on time or memory that has been hit, in words; empty if none. */
    String hit() {
        if (deadline != Long.MAX_VALUE && System.nanoTime() - deadline > 0) {
            return OUT_OF_TIME;
        }
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        long most = maxMemory > 0 ? maxMemory : runtime.maxMemory() / 10 * 9;
        if (used > most) {
            System.gc();
            used = runtime.totalMemory() - runtime.freeMemory();
            if (used > most / ALMOST * (ALMOST - 1)) { // else memory would be collected again and again just below the limit
                return memory(used, maxMemory > 0 ? "--max-memory" : "QUIESCE_JAVA_OPTS=-Xmx");
            }
        }
        return "";
    }

    /** What is said where the JVM has no more memory, whatever the limit. */
    static String outOfMemory() {
        return memory(Runtime.getRuntime().maxMemory(), "QUIESCE_JAVA_OPTS=-Xmx");
    }

    private static String memory(long used, String raise) {
        return "memory: " + (used >> 20) + " MiB (raise with " + raise + ")";
    }
}
