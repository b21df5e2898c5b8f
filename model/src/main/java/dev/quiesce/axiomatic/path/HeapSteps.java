package dev.quiesce.axiomatic.path;

import dev.quiesce.axiomatic.path.Value.Known;
import dev.quiesce.axiomatic.path.Walker.DeadEnd;
import dev.quiesce.program.Address;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Instruction.Allocate;
import dev.quiesce.program.Instruction.AllocationFlag;
import dev.quiesce.program.Instruction.Barrier;
import dev.quiesce.program.Instruction.Free;
import dev.quiesce.program.Instruction.Spawn;
import dev.quiesce.program.Instruction.SpawnKind;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.List;

/** Objects that come and go, and threads that start others. */
final class HeapSteps {
    /** Where the write that ends an object's life goes, from the start of the object: outside of what anyone reads. */
    static final long LIFE = -64;

    private final Walker walker;
    private final Memory memory;

    HeapSteps(Walker walker, Memory memory) {
        this.walker = walker;
        this.memory = memory;
    }

    // ---- objects on the stack

    Term loadLocal(Term address, ScalarType type, boolean unset, Site site) {
        long known = ((Known) address.value()).value();
        checkLocal(known, type.bytes(), false, site);
        Term value = walker.locals.load(known);
        if (value == null && unset) {
            return Term.ZERO;
        }
        if (value == null) {
            walker.fail(Finding.UNINIT_READ, "variable '" + walker.locals.name(known) + "'", null, site);
        }
        return Walker.wrapped(type, value);
    }

    void storeLocal(Term address, Term value, ScalarType type, Site site) {
        long known = ((Known) address.value()).value();
        checkLocal(known, type.bytes(), true, site);
        walker.locals.store(known, type.bytes(), value);
    }

    /** True if nothing has been stored there. */
    boolean isUnset(Term address, ScalarType type, Site site) {
        long known = ((Known) address.value()).value();
        checkLocal(known, type.bytes(), false, site);
        return walker.locals.load(known) == null;
    }

    void forgetLocal(Term address, ScalarType type, Site site) {
        long known = ((Known) address.value()).value();
        checkLocal(known, type.bytes(), true, site);
        walker.locals.forget(known, type.bytes());
    }

    private void checkLocal(long address, int bytes, boolean write, Site site) {
        if (walker.locals.isDead(address)) {
            walker.fail(Finding.USE_AFTER_FREE, (write ? "write" : "read") + " of '" + walker.locals.name(address)
                + "', whose block has been left", null, site);
        }
        if (!walker.locals.fits(address, bytes)) {
            walker.fail(Finding.WILD_ACCESS, "access past the end of an object", new Known(address), site);
        }
        if (walker.locals.mixes(address, bytes, write)) {
            throw walker.refuse("a variable of which parts are accessed", site);
        }
    }

    /** What is on the stack is taken for private; a pointer to it that others can find would make that wrong. */
    void refuseEscape(Term value, Site site) {
        if (!walker.alone && walker.locals.has(value.value())) {
            throw walker.refuse("the address of a local variable given to other threads", site);
        }
    }

    // ---- the heap

    void allocate(Allocate allocate) {
        Value size = walker.evaluate(allocate.size()).value();
        Value flags = walker.evaluate(allocate.flags()).value();
        if (!(size instanceof Known(long bytes) && flags instanceof Known(long bits))) {
            throw walker.refuse("an allocation of a size that other threads decide", allocate.site());
        }
        if (AllocationFlag.TYPESAFE.in(bits)) {
            throw walker.refuse("a cache whose objects may be read after they are freed", allocate.site());
        }
        if (walker.setting.failAllocations && !AllocationFlag.NO_FAIL.in(bits) && walker.choose(2) == 1) {
            walker.set(allocate.destination(), Term.ZERO);
            return;
        }
        Site site = walker.shown(allocate.site());
        int number = walker.setting.object("heap", walker.start.thread(), walker.allocated.size(), bytes, bits,
            site.position());
        String name = allocate.type() == null ? "object allocated at " + site.position() : allocate.type().name();
        Value cache = allocate.cache() == null ? Values.ZERO : walker.evaluate(allocate.cache()).value();
        HeapObject object = new HeapObject(number, name, bytes, AllocationFlag.ZERO.in(bits), allocate.type(), cache, site);
        walker.allocated.add(object);
        if (walker.alone) {
            memory.allocate(object);
        }
        walker.set(allocate.destination(), Term.constant(Address.of(number, 0)));
    }

    void free(Free free) throws DeadEnd {
        Term address = walker.evaluate(free.address());
        if (!walker.condition.decide(Values.binary(BinaryOperator.NOT_EQUAL, ScalarType.POINTER, address.value(), Values.ZERO))) {
            return;
        }
        if (walker.setting.lifecycle && address.value() instanceof Known(long start) && Address.isAddress(start)
            && memory.isFreed(Address.object(start))) {
            walker.fail(Finding.DOUBLE_FREE, "freed again", address.value(), free.site());
        }
        walker.access(memory, address, 1, true, free.site());
        if (address.value() instanceof Known(long known) && Address.offset(known) != 0) {
            walker.fail(Finding.WILD_ACCESS, "frees what is not the start of an object", address.value(), free.site());
        }
        Value life = Values.binary(BinaryOperator.ADD, ScalarType.POINTER, address.value(), new Known(LIFE));
        walker.out.write(Tag.FREE, new Term(life, address.reads()), 8, Term.constant(1), free.site());
    }

    // ---- threads

    void spawn(Spawn spawn) {
        Value function = walker.evaluate(spawn.function()).value();
        Term argument = walker.evaluate(spawn.argument());
        if (!(function instanceof Known(long address)) || Address.function(address) < 0) {
            throw walker.refuse("a thread or callback whose function other threads decide", spawn.site());
        }
        refuseEscape(argument, spawn.site());
        Site site = walker.shown(spawn.site());
        int thread = walker.setting.thread(walker.start.thread(), walker.spawned.size(), address, argument.value(),
            spawn.kind());
        Value domain = spawn.domain() == null ? Values.ZERO : walker.evaluate(spawn.domain()).value();
        long signal = Setting.started(thread);
        walker.spawned.add(new Story.Spawned(thread, spawn.kind(), Address.function(address), argument.value(), domain,
            signal, site));
        if (!walker.alone) {
            // Starting a thread is a release, and its first step an acquire: so it is ordered as if it were one thread.
            walker.out.write(Tag.RELEASE, Term.constant(signal), 8, Term.constant(1), site);
        }
    }

    /** Waits for the callbacks that this thread or {@code init} has queued; those of others it may or may not wait for. */
    void barrier(Barrier barrier) throws DeadEnd {
        Value domain = barrier.domain() == null ? Values.ZERO : walker.evaluate(barrier.domain()).value();
        if (walker.alone) {
            walker.finish(queued -> isCallback(queued) && queued.domain().equals(domain));
            return;
        }
        walker.mayWait(new Ending.ForCallbacks(), barrier.site());
        List<Story.Spawned> before = new ArrayList<>(walker.setting.queued);
        before.addAll(walker.spawned);
        for (Story.Spawned callback : before) {
            if (isCallback(callback) && walker.condition.decide(
                Values.binary(BinaryOperator.EQUAL, ScalarType.POINTER, callback.domain(), domain))) {
                Term ended = walker.out.read(Tag.ACQUIRE, Term.constant(Setting.ended(callback.thread())), 8, false,
                    barrier.site());
                walker.condition.require(ended.value(), true);
            }
        }
    }

    private static boolean isCallback(Story.Spawned queued) {
        return queued.kind() == SpawnKind.CALLBACK || queued.kind() == SpawnKind.SLEEPABLE_CALLBACK;
    }
}
