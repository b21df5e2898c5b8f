package dev.quiesce.export.litmus;

import dev.quiesce.program.Instruction.Fence;
import dev.quiesce.program.Instruction.ReadModifyWrite;
import dev.quiesce.program.Order;
import dev.quiesce.program.Site;
import java.util.Locale;

/** How accesses are written: {@code &} stands for the address of the location, {@code *&} for the location, digits for operands. */
final class Forms {
    /** The value is whether something was added, not what was there before. */
    static final String ADD_UNLESS = "atomic_add_unless(&, 0, 1)";

    private Forms() {}

    /** @param pointer whether what is there is a pointer that the source dereferences under RCU */
    static String load(Order order, boolean pointer) {
        return switch (order) {
            case PLAIN -> "*&";
            case ONCE -> pointer ? "rcu_dereference(*&)" : "READ_ONCE(*&)";
            case ACQUIRE -> "smp_load_acquire(&)";
            case RACY, NORETURN, RELEASE, FULL -> throw none("a load", order);
        };
    }

    static String store(Order order, boolean pointer) {
        return switch (order) {
            case PLAIN -> "*& = 0";
            case ONCE -> "WRITE_ONCE(*&, 0)";
            case RELEASE -> pointer ? "rcu_assign_pointer(*&, 0)" : "smp_store_release(&, 0)";
            case RACY, NORETURN, ACQUIRE, FULL -> throw none("a store", order);
        };
    }

    private static Refused none(String what, Order order) {
        return new Refused(Site.NONE, what + " with order " + order, "use READ_ONCE(), WRITE_ONCE() or their ordered forms");
    }

    static String modify(ReadModifyWrite r) {
        return switch (r.operation()) {
            case EXCHANGE -> "xchg" + suffix(r) + "(&, 0)";
            case COMPARE_EXCHANGE -> "cmpxchg" + suffix(r) + "(&, 1, 0)";
            case ADD_UNLESS -> {
                if (r.order() != Order.FULL) {
                    throw new Refused(Site.NONE, "a conditional increment that is not fully ordered: herd7 has only atomic_add_unless()",
                        "use atomic_add_unless() instead of refcount_inc_not_zero()");
                }
                yield ADD_UNLESS;
            }
            case ADD -> arithmetic(r, "add");
            case SUBTRACT -> arithmetic(r, "sub");
            case AND -> arithmetic(r, "and");
            case OR -> arithmetic(r, "or");
            case XOR -> arithmetic(r, "xor");
            case AND_NOT -> arithmetic(r, "andnot");
        };
    }

    private static String arithmetic(ReadModifyWrite r, String name) {
        return r.order() == Order.NORETURN ? "atomic_" + name + "(0, &)" : "atomic_fetch_" + name + suffix(r) + "(0, &)";
    }

    private static String suffix(ReadModifyWrite r) {
        return switch (r.order()) {
            case FULL -> "";
            case ONCE -> "_relaxed";
            case ACQUIRE -> "_acquire";
            case RELEASE -> "_release";
            case PLAIN, RACY, NORETURN -> throw none("an atomic operation", r.order());
        };
    }

    static String fence(Fence fence) {
        String words = fence.kind().name().toLowerCase(Locale.ROOT);
        return switch (fence.kind()) {
            case MB, RMB, WMB -> "smp_" + words + "()";
            case BARRIER -> words + "()";
            case BEFORE_ATOMIC, AFTER_ATOMIC, AFTER_SPINLOCK, AFTER_UNLOCK_LOCK, AFTER_SRCU_READ_UNLOCK -> "smp_mb__" + words + "()";
        };
    }
}
