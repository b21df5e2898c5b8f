package dev.quiesce.stress.emit;

import dev.quiesce.program.Instruction.FenceKind;
import dev.quiesce.program.Order;

/**
 * A mapping says what the kernel's accesses become on the JVM.
 *
 * @param name   how the emitted source calls it
 * @param load   strength of every load
 * @param store  strength of every store
 * @param fences whether the fences of the kernel are there, those that a fully ordered read-modify-write implies included
 */
public record Mapping(String name, Load load, Store store, boolean fences) {
    /**
     * Everything at least as strong as in the kernel: what this shows, the kernel's model must predict. One-to-one would
     * be too weak. The kernel orders dependent accesses and makes a release cumulative; on the JVM only acquire and
     * release on every access do the same. Full fences order the rest.
     */
    public static final Mapping SOUND = new Mapping("sound", Load.ACQUIRE, Store.RELEASE, true);

    /** Opaque accesses: closer to what the kernel's compiler may do, but not bounded by the kernel's model. */
    public static final Mapping FAITHFUL = new Mapping("faithful", Load.OPAQUE, Store.OPAQUE, true);

    /** How loads are done. */
    public enum Load {
        ACQUIRE("loadAcquire"), OPAQUE("loadOpaque"), PLAIN("loadPlain");

        private final String method;

        Load(String method) {
            this.method = method;
        }

        String method() {
            return method;
        }
    }

    /** How stores are done. */
    public enum Store {
        RELEASE("storeRelease"), OPAQUE("storeOpaque"), PLAIN("storePlain");

        private final String method;

        Store(String method) {
            this.method = method;
        }

        String method() {
            return method;
        }
    }

    /** True if an outcome that the kernel's model does not predict is an error. */
    public boolean sound() {
        return load == Load.ACQUIRE && store == Store.RELEASE && fences;
    }

    /** The same with loads and stores of other strengths. */
    public Mapping with(String newName, Load newLoad, Store newStore) {
        return new Mapping(newName, newLoad, newStore, fences);
    }

    /** The same without fences. */
    public Mapping withoutFences(String newName) {
        return new Mapping(newName, load, store, false);
    }

    /** The statement that a fence becomes, empty if none. */
    String fence(FenceKind kind) {
        if (!fences) {
            return "";
        }
        return switch (kind) {
            case MB, BEFORE_ATOMIC, AFTER_ATOMIC, AFTER_SPINLOCK, AFTER_UNLOCK_LOCK, AFTER_SRCU_READ_UNLOCK ->
                "VarHandle.fullFence();";
            case RMB -> "VarHandle.acquireFence();";
            case WMB -> "VarHandle.releaseFence();";
            case BARRIER -> "";
        };
    }

    /** True if full fences stand around a read-modify-write of that order. */
    boolean fenced(Order order) {
        return fences && order == Order.FULL;
    }
}
