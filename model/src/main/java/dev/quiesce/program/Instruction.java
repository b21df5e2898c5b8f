package dev.quiesce.program;

import java.util.List;

/**
 * An instruction is one step of a function. Those of {@link Shared} touch what other threads can see and are the only
 * places where another thread may run in between; all others are local and are executed together with the shared
 * instruction before them. An access to an object that no other thread can reach yet is local as well: the engine
 * knows, the instruction does not.
 *
 * <p>Register numbers are those of the running function; {@code -1} as a destination drops the result. Where a
 * {@code label} or target is named, it is a position in {@link Function#body()}.
 */
public sealed interface Instruction {
    /** Where it came from. */
    Site site();

    /** What other threads can see. */
    sealed interface Shared extends Instruction {}

    /** What only the running thread can see. */
    sealed interface Local extends Instruction {}

    // ---- registers and control flow

    /** {@code destination = value}. */
    record Assign(int destination, Expression value, Site site) implements Local {}

    /** The register holds no value from here on; reading it before the next assignment is UNINIT_READ. */
    record Undefine(int destination, Site site) implements Local {}

    record Jump(int target, Site site) implements Local {}

    /**
     * Goes to {@code ifTrue} if {@code condition} is not 0, else to {@code ifFalse}.
     *
     * @param join where both arms have met again, for control dependencies as herd7 has them; -1 if nowhere
     */
    record Branch(Expression condition, int ifTrue, int ifFalse, int join, Site site) implements Local {}

    /**
     * Calls a function; its result goes to {@code destination}.
     *
     * @param callee the address of a function: a constant for a direct call
     */
    record Call(int destination, Expression callee, List<Expression> arguments, Site site) implements Local {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** Leaves the function; {@code value} is null for void. All its automatic objects die here. */
    record Return(Expression value, Site site) implements Local {}

    /**
     * {@code destination} = the address of automatic object number {@code slot} of this activation, whose contents
     * become uninitialised: the object is made on the first execution and is the same one afterwards, until it expires.
     */
    record Automatic(int destination, int slot, ObjectType type, String name, Site site) implements Local {}

    /**
     * The block is left that the automatic object number {@code slot} of this activation was declared in, if it has been made: it
     * dies, and the next {@link Automatic} makes another. {@code register}, which holds its address, will not be read before.
     */
    record Expire(int register, int slot, Site site) implements Local {}

    /** WILD_ACCESS unless 0 &lt;= {@code index} &lt; {@code count}; {@code array} names what is indexed. */
    record CheckIndex(Expression index, long count, String array, Site site) implements Local {}

    // ---- memory

    /**
     * {@code destination = *address}, {@code type} wide.
     *
     * @param copied a struct is copied: where nothing has been stored, {@code destination} holds no value, which is no error yet
     */
    record Load(int destination, Expression address, ScalarType type, Order order, boolean copied, Site site) implements Shared {
        public Load(int destination, Expression address, ScalarType type, Order order, Site site) {
            this(destination, address, type, order, false, site);
        }
    }

    /**
     * {@code *address = value}, {@code type} wide.
     *
     * @param copied a struct is copied: a {@code value} that is a register without one leaves nothing there
     */
    record Store(Expression address, Expression value, ScalarType type, Order order, boolean copied, Site site) implements Shared {
        public Store(Expression address, Expression value, ScalarType type, Order order, Site site) {
            this(address, value, type, order, false, site);
        }
    }

    /**
     * Loads the storage unit of a bit-field. Only the bits of {@code mask} are wanted: the others may be uninitialised
     * (a mask of 0 is the load that precedes a {@link StoreBits}). {@code copied} as in {@link Load}, if none of them holds a value.
     */
    record LoadBits(int destination, Expression address, ScalarType type, long mask, Order order, boolean copied, Site site)
            implements Shared {
        public LoadBits(int destination, Expression address, ScalarType type, long mask, Order order, Site site) {
            this(destination, address, type, mask, order, false, site);
        }
    }

    /**
     * Stores the whole storage unit of a bit-field, of which only the bits of {@code mask} become initialised by it:
     * the others were loaded just before and keep what they are. {@code copied} as in {@link Store}.
     */
    record StoreBits(Expression address, Expression value, ScalarType type, long mask, Order order, boolean copied, Site site)
            implements Shared {
        public StoreBits(Expression address, Expression value, ScalarType type, long mask, Order order, Site site) {
            this(address, value, type, mask, order, false, site);
        }
    }

    /**
     * One atomic read-modify-write; {@code destination} gets the value read.
     *
     * @param operand  what the operation works with; the new value for EXCHANGE and COMPARE_EXCHANGE
     * @param expected COMPARE_EXCHANGE stores only if this value was read; ADD_UNLESS only if it was not; null for the others
     */
    record ReadModifyWrite(int destination, Expression address, ScalarType type, Operation operation,
                           Expression operand, Expression expected, Order order, Site site) implements Shared {}

    /** What a read-modify-write does with the value read. */
    enum Operation {
        EXCHANGE, COMPARE_EXCHANGE, ADD, SUBTRACT, AND, OR, XOR, AND_NOT, ADD_UNLESS
    }

    record Fence(FenceKind kind, Site site) implements Shared {}

    /** Barriers by their kernel names. */
    enum FenceKind {
        MB, RMB, WMB, BARRIER, BEFORE_ATOMIC, AFTER_ATOMIC, AFTER_SPINLOCK, AFTER_UNLOCK_LOCK, AFTER_SRCU_READ_UNLOCK
    }

    // ---- heap

    /**
     * {@code destination} = the address of a new object of {@code size} bytes.
     *
     * @param cache the address of the cache it comes from, null for the general heap: an object of a cache may be a
     *              fresh one or any freed one of the same cache
     * @param flags bits {@link AllocationFlag}
     * @param type  the layout the source suggests, null if unknown; it only serves to name things
     */
    record Allocate(int destination, Expression size, Expression cache, Expression flags, ObjectType type, Site site)
            implements Shared {}

    /** Bits of {@link Allocate#flags()} that the engine looks at. */
    enum AllocationFlag {
        /** Contents are zero; otherwise uninitialised. */
        ZERO(1),
        /** Never fails, not even under {@code --fail-alloc}. */
        NO_FAIL(2),
        /** The cache is SLAB_TYPESAFE_BY_RCU: freed objects keep their contents and may be read inside RCU sections. */
        TYPESAFE(4);

        private final long bit;

        AllocationFlag(long bit) {
            this.bit = bit;
        }

        public long bit() {
            return bit;
        }

        public boolean in(long flags) {
            return (flags & bit) != 0;
        }
    }

    /**
     * Frees the object that {@code address} is the start of; NULL is fine. {@code cache} as in {@link Allocate}; if it is
     * the address itself, the object is a cache that is destroyed, of which nothing may be in use any more.
     */
    record Free(Expression address, Expression cache, Site site) implements Shared {}

    // ---- locks

    /** Waits until the lock can be had, and takes it. */
    record Lock(LockKind kind, Expression address, Context context, Site site) implements Shared {}

    /** {@code destination} = 1 and the lock is taken if it can be had at once, else 0. */
    record TryLock(int destination, LockKind kind, Expression address, Context context, Site site) implements Shared {}

    /** Gives back a lock that this thread holds; anything else is LOCK_MISUSE. */
    record Unlock(LockKind kind, Expression address, Context context, Site site) implements Shared {}

    /** {@code destination} = 1 if this thread holds the lock in any mode, or is inside a section of the SRCU domain, at the address. */
    record IsHeld(int destination, Expression address, Site site) implements Local {}

    /** {@code destination} = 1 if anybody holds the lock. */
    record IsLocked(int destination, Expression address, Site site) implements Shared {}

    /**
     * How a lock is taken. A lock is one 32-bit word: 0 free, -1 held exclusively, n held by n readers. Those of
     * {@link #sleeping} must not be waited for in atomic context and do not make it; the others do.
     */
    enum LockKind {
        SPIN(false, false), READ(false, true), WRITE(false, false), MUTEX(true, false), DOWN_READ(true, true),
        DOWN_WRITE(true, false);

        private final boolean sleeping;
        private final boolean shared;

        LockKind(boolean sleeping, boolean shared) {
            this.sleeping = sleeping;
            this.shared = shared;
        }

        public boolean sleeping() {
            return sleeping;
        }

        public boolean shared() {
            return shared;
        }
    }

    // ---- context of the running thread

    /** Enters a context (counted): {@code NONE} is not entered. */
    record Enter(Context context, Site site) implements Local {}

    /** Leaves a context; leaving what was not entered is LOCK_MISUSE. */
    record Leave(Context context, Site site) implements Shared {}

    /** What a thread has disabled. Bottom halves disabled is an RCU read-side section. */
    enum Context {
        NONE, BOTTOM_HALVES, INTERRUPTS, PREEMPTION
    }

    /** SLEEP_IN_ATOMIC if this thread must not sleep here; {@code operation} names what would. */
    record MightSleep(String operation, Site site) implements Local {}

    /** {@code destination} = the answer to {@code question} about the running thread. */
    record Query(int destination, Question question, Site site) implements Local {}

    /** Questions that do not depend on other threads. {@code THREAD} is the thread's number, from 1. */
    enum Question {
        IN_SOFTIRQ, IN_RCU_SECTION, BOTTOM_HALVES_DISABLED, IRQS_DISABLED, MUST_NOT_SLEEP, THREAD
    }

    // ---- RCU

    /** Enters an RCU read-side section (nests). {@code BOTTOM_HALVES} is the _bh flavour, PREEMPTION the _sched one. */
    record ReadLock(Context flavour, Site site) implements Shared {}

    /** Leaves the innermost section of that flavour; leaving none is LOCK_MISUSE. */
    record ReadUnlock(Context flavour, Site site) implements Shared {}

    /** Waits until every reader that is inside a section now has left it. RCU_MISUSE inside a section. */
    record Synchronize(Site site) implements Shared {}

    /** Enters an SRCU section of the domain at {@code address}; {@code destination} gets the cookie. */
    record SleepableReadLock(int destination, Expression address, Site site) implements Shared {}

    /** Leaves the SRCU section that {@code cookie} came from; any other value is LOCK_MISUSE. */
    record SleepableReadUnlock(Expression address, Expression cookie, Site site) implements Shared {}

    /** Waits for the readers of the domain at {@code address} only. */
    record SleepableSynchronize(Expression address, Site site) implements Shared {}

    // ---- threads

    /**
     * Starts a thread that calls {@code function(argument)}. It can run once {@code init} has returned or cannot move.
     *
     * @param domain the SRCU domain of a SLEEPABLE_CALLBACK, null for the others
     */
    record Spawn(SpawnKind kind, Expression function, Expression argument, Expression domain, Site site)
            implements Shared {}

    /** What is started, which decides its context and when it may begin. */
    enum SpawnKind {
        /** A thread in process context. */
        THREAD(false),
        /** A work item's worker, process context. */
        WORK(false),
        /** A timer's expiry, softirq context. */
        TIMER(true),
        /** A tasklet, softirq context. */
        TASKLET(true),
        /** An RCU callback, softirq context, begins after a grace period that started at the spawn. */
        CALLBACK(true),
        /** An SRCU callback, process context, begins after a grace period of its domain. */
        SLEEPABLE_CALLBACK(false);

        private final boolean softirq;

        SpawnKind(boolean softirq) {
            this.softirq = softirq;
        }

        public boolean softirq() {
            return softirq;
        }
    }

    /** Waits until every CALLBACK that has been spawned before now has returned. */
    record Barrier(Expression domain, Site site) implements Shared {}

    // ---- indivisible regions

    /** Until the matching {@link RegionEnd} no other thread runs. Regions nest; the outermost decides. */
    record RegionBegin(RegionKind kind, Site site) implements Shared {}

    record RegionEnd(Site site) implements Shared {}

    /** Inside a region: if {@code condition} is 0, the thread cannot take the outermost region's step now and waits. */
    record Guard(Expression condition, Site site) implements Local {}

    /** What a region is for. */
    enum RegionKind {
        /** Hardware or firmware: a scheduling point before, none inside. */
        INDIVISIBLE,
        /** Specification: no scheduling point at all, invisible to races and to the memory model. */
        GHOST,
        /** Blocks until its guards hold. */
        AWAIT,
        /** As {@link #INDIVISIBLE}, but only loads and looks at tables, without a lock: it orders nothing. */
        LOOK
    }

    // ---- what the checker is told

    /** Goes on with each of {@code values} in turn. */
    record Choose(int destination, List<Expression> values, Site site) implements Local {
        public Choose {
            values = List.copyOf(values);
        }
    }

    /** Goes on with each value from {@code low} to {@code high}, both included. */
    record ChooseRange(int destination, Expression low, Expression high, Site site) implements Local {}

    /** The execution is discarded if {@code condition} is 0. */
    record Assume(Expression condition, Site site) implements Local {}

    /**
     * A finding. Execution ends here.
     *
     * @param message what is wrong, in the user's words
     * @param object  the address of the object it is about, null if none
     */
    record Report(Finding finding, String message, Expression object, Site site) implements Local {}

    /** Names a value of the outcome. */
    record Observe(String name, Expression value, ScalarType type, Site site) implements Local {}

    /** Records that an execution got here. */
    record Cover(String name, Site site) implements Local {}

    /** Text for the trace: {@code format} is printk's, {@code arguments} its values. */
    record Print(String format, List<Expression> arguments, Site site) implements Local {
        public Print {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * Reads the ghost map: a table of the checker's own, 0 where nothing was written, invisible to the memory model.
     * Tables are numbered by the headers; keys are mostly addresses. Used inside regions.
     */
    record GhostGet(int destination, Expression table, Expression key, Site site) implements Shared {}

    record GhostSet(Expression table, Expression key, Expression value, Site site) implements Shared {}

    /** {@code destination} = 1 if no other thread can take a step. For guards of things that happen "after a while". */
    record IsIdle(int destination, Site site) implements Shared {}
}
