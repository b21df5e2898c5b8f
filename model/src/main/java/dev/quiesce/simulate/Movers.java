package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.*;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;

/** Tells what kind of move each instruction is, from the current state of the running thread. */
final class Movers {
    /** Where nothing can be: the address that an expression is taken for which cannot be computed. */
    private static final long NOWHERE = 1;

    private final Machine m;
    private final World world;
    private final Runner runner;
    private final Image image;
    private final StoreUnit stores;

    Movers(Machine machine) {
        m = machine;
        world = machine.world;
        runner = machine.runner;
        image = machine.image;
        stores = machine.stores;
    }

    /** Whether other threads can tell when {@code i} happens. */
    Mover of(Instruction i) {
        Mover mover = inMemory(i);
        return stores.delays() ? buffered(i, mover) : mover;
    }

    private long address(Expression e) {
        try {
            return m.value(e, Site.NONE);
        } catch (Stop s) {
            return NOWHERE;
        }
    }

    /** True if what is freed is a cache: whether something of it is in use hangs on other threads. */
    private boolean destroysCache(Free f) {
        return f.cache() != null && address(f.cache()) == address(f.address());
    }

    // ---- in memory

    /** What it is without a store buffer. */
    private Mover inMemory(Instruction i) {
        return switch (i) {
            case Choose c -> Mover.CHOICE;
            case ChooseRange c -> Mover.CHOICE;
            case Enter e -> readerStarts(e) ? Mover.ACQUIRE : Mover.LOCAL;
            case Local l -> Mover.LOCAL;
            case Load l -> access(l.address(), true);
            case LoadBits l -> access(l.address(), true);
            case Store s -> access(s.address(), false);
            case StoreBits s -> access(s.address(), false);
            case ReadModifyWrite r -> access(r.address(), false);
            case Fence f -> Mover.LOCAL;
            case Allocate a -> allocation();
            case Free f -> destroysCache(f) ? Mover.NEITHER : reach(address(f.address()));
            case Lock l -> image.observesLocks ? Mover.NEITHER : Mover.ACQUIRE;
            case TryLock t -> Mover.NEITHER;
            case Unlock u -> image.observesLocks ? Mover.NEITHER : release(u.address());
            case IsLocked l -> Mover.NEITHER;
            case Leave l -> Mover.RELEASE;
            case ReadLock l -> Mover.ACQUIRE;
            case ReadUnlock u -> Mover.RELEASE;
            case Synchronize s -> Mover.NEITHER;
            case SleepableReadLock l -> image.observesLocks ? Mover.NEITHER : Mover.ACQUIRE;
            case SleepableReadUnlock u -> image.observesLocks ? Mover.NEITHER : release(u.address());
            case SleepableSynchronize s -> Mover.NEITHER;
            case Spawn s -> Mover.NEITHER;
            case Barrier b -> Mover.NEITHER;
            case RegionBegin r -> r.kind() == RegionKind.GHOST ? Mover.LOCAL : Mover.NEITHER;
            case RegionEnd r -> Mover.LOCAL;
            case GhostGet g -> Mover.NEITHER;
            case GhostSet g -> Mover.NEITHER;
            case IsIdle q -> Mover.NEITHER;
        };
    }

    /** What memory there is to get again grows while others free, so nothing but its own place will do for some. */
    private Mover allocation() {
        if (freedMemory()) {
            return Mover.NEITHER;
        }
        return !image.frees ? Mover.LOCAL : m.lateAllocations ? Mover.LATE : Mover.NEITHER;
    }

    /** True if there is a freed object that an allocation could get: then its order against others matters. */
    private boolean freedMemory() {
        for (HeapObject o : world.freed()) {
            if (!o.live() && !o.automatic) {
                return true;
            }
        }
        return false;
    }

    private boolean readerStarts(Enter e) {
        return e.context() == Context.BOTTOM_HALVES && !runner.reader();
    }

    /**
     * Letting go may be as early as the access before it, unless what is let go of can be freed in between: others that
     * see that access may then free the object while the lock in it is held.
     */
    private Mover release(Expression address) {
        long a = address(address);
        return Address.isAddress(a) && Address.object(a) < image.globalCount ? Mover.RELEASE : Mover.NEITHER;
    }

    /**
     * A load from what does not change while threads run is as local as one from what nobody else can reach, and so is an
     * access to what nobody else accesses.
     */
    private Mover access(Expression address, boolean reads) {
        long a = address(address);
        Mover mover = reach(a);
        if (mover != Mover.NEITHER || !m.ownWords && !(reads && m.constants) || world.phase != SharedState.Phase.THREADS
            || !Address.isAddress(a) || Address.offset(a) < 0) {
            return mover;
        }
        int id = Address.object(a);
        HeapObject o = id < image.globalCount ? null : world.object(id);
        long size = id < image.globalCount ? image.program.globals().get(id).size() : o == null ? 0 : o.size;
        if (Address.offset(a) >= size
            || !(reads && m.constants && world.guesses.constant(o, a)) && !world.guesses.own(o, a)) {
            return Mover.NEITHER;
        }
        m.stepper.tookForConstant(a);
        return Mover.LOCAL;
    }

    /** An object that only this thread can reach, or that nobody can change, is no business of others. */
    private Mover reach(long address) {
        if (!Address.isAddress(address)) {
            return address == 0 ? Mover.LOCAL : Mover.NEITHER;
        }
        int id = Address.object(address);
        if (id < image.globalCount) {
            return image.program.globals().get(id).readOnly() ? Mover.LOCAL : Mover.NEITHER;
        }
        HeapObject o = world.object(id);
        return o != null && o.live() && m.privateMemory && o.owner == runner.slot + 1 ? Mover.LOCAL : Mover.NEITHER;
    }

    // ---- with a store buffer

    /** What {@code mover}, the answer without a store buffer, becomes where what the thread does goes through one. */
    private Mover buffered(Instruction i, Mover mover) {
        return switch (i) {
            case Store s -> delayed(mover);
            case StoreBits s -> delayed(mover);
            case Free f -> stores.holds() ? delayed(mover) : mover;
            case Unlock u -> stores.delays(u.kind()) ? Mover.RELEASE : mover;
            case SleepableReadUnlock u -> stores.holds() ? Mover.RELEASE : mover;
            case Spawn s -> stores.holds() ? Mover.RELEASE : mover;
            case Load l -> forwarded(l.address(), l.type(), mover);
            case LoadBits l -> forwarded(l.address(), l.type(), mover);
            default -> mover;
        };
    }

    /** Putting something into the buffer may as well happen right after what the thread did before. */
    private static Mover delayed(Mover mover) {
        return mover == Mover.NEITHER ? Mover.RELEASE : mover;
    }

    /** Where a value is found changes when it leaves the buffer, so that may not happen in the middle of a step. */
    private Mover forwarded(Expression address, ScalarType type, Mover mover) {
        return mover == Mover.LOCAL && stores.holds() && runner.buffer.known(address(address), type) != 0
            ? Mover.NEITHER : mover;
    }
}
