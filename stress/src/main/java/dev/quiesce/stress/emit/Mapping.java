package dev.quiesce.stress.emit;

import dev.quiesce.program.Instruction.FenceKind;
import dev.quiesce.program.Order;
import dev.quiesce.program.Site;
import java.util.Set;

/**
 * A mapping says what the kernel's accesses become on the JVM.
 *
 * @param name   how the emitted source calls it
 * @param load   strength of every load
 * @param store  strength of every store
 * @param fences whether the fences of the kernel are there, those that a fully ordered read-modify-write implies included
 * @param opaque accesses that are opaque whatever the others are: a certificate says that this is enough
 * @param certificate that the outcomes Java allows are among those that the kernel's model has; empty if there is none
 */
public record Mapping(String name, Load load, Store store, boolean fences, Set<Site> opaque, String certificate) {
    /**
     * Everything at least as strong as in the kernel: what this shows, the kernel's model must predict. One-to-one would
     * be too weak. The kernel orders dependent accesses and makes a release cumulative; on the JVM only acquire and
     * release on every access do the same. Full fences order the rest.
     */
    public static final Mapping SOUND = new Mapping("sound", Load.ACQUIRE, Store.RELEASE, true, Set.of(), "");

    /** Opaque accesses: closer to what the kernel's compiler may do, but not bounded by the kernel's model. */
    public static final Mapping FAITHFUL = new Mapping("faithful", Load.OPAQUE, Store.OPAQUE, true, Set.of(), "");

    public Mapping {
        opaque = Set.copyOf(opaque);
    }

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
        return new Mapping(newName, newLoad, newStore, fences, opaque, certificate);
    }

    /** The sound mapping but for accesses of which {@code certificate} says that opaque is enough. */
    public static Mapping certified(Set<Site> opaque, String certificate) {
        return new Mapping("certified", Load.ACQUIRE, Store.RELEASE, true, opaque, certificate);
    }

    /** The method that does a load. */
    String load(Site site) {
        return (opaque.contains(site) ? Load.OPAQUE : load).method();
    }

    /** The method that does a store. */
    String store(Site site) {
        return (opaque.contains(site) ? Store.OPAQUE : store).method();
    }

    /** The same without fences. */
    public Mapping withoutFences(String newName) {
        return new Mapping(newName, load, store, false, opaque, certificate);
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
