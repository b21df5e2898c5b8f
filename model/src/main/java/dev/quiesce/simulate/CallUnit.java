package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Flow;
import dev.quiesce.program.Instruction.Call;
import dev.quiesce.program.Instruction.Return;
import dev.quiesce.program.Instruction.Spawn;
import dev.quiesce.program.Instruction.SpawnKind;
import dev.quiesce.program.Site;

/** Calls of functions, returns from them, and the threads that the running one starts. */
final class CallUnit {
    private final Machine m;
    private final World world;
    private final Runner runner;
    private final Image image;
    private final HeapUnit heap;
    private final StoreUnit stores;

    CallUnit(Machine machine, HeapUnit heap) {
        m = machine;
        world = machine.world;
        runner = machine.runner;
        image = machine.image;
        stores = machine.stores;
        this.heap = heap;
    }

    /** The function at {@code target}; {@code ifNull} is what is wrong if that is a null pointer. */
    private int function(long target, String ifNull, Site site) {
        int function = Address.function(target);
        if (function < 0 || function >= image.code.length) {
            throw target == 0 ? new Stop.Failed(Finding.NULL_DEREF, ifNull, 0, site) : World.notAnAddress(target, site);
        }
        return function;
    }

    void call(Call c) {
        int function = function(m.value(c.callee(), c.site()), "call through a null pointer", c.site());
        int parameters = image.function(function).parameters();
        if (parameters > c.arguments().size()) {
            throw new Stop.Failed(Finding.WILD_ACCESS, "call of " + image.function(function).name() + " with "
                + c.arguments().size() + " of " + parameters + " arguments", 0, c.site());
        }
        long[] registers = new long[image.function(function).registers()];
        for (int a = 0; a < parameters; a++) {
            registers[a] = m.value(c.arguments().get(a), c.site());
        }
        runner.push(function, registers, c.site());
    }

    void leave(Return r) {
        long result = r.value() == null ? 0 : m.value(r.value(), r.site());
        Frame leaving = runner.top();
        runner.pop(r.site());
        heap.leave(leaving, result);
        if (!runner.finished()) {
            Frame caller = runner.top();
            runner.assign(Flow.destination(image.code[caller.function][caller.pc]), result);
            caller.pc++;
        }
    }

    void spawn(Spawn s) {
        int function = function(m.value(s.function(), s.site()), "null function to be started", s.site());
        long argument = m.value(s.argument(), s.site());
        world.publish(argument);
        long domain = s.kind() == SpawnKind.SLEEPABLE_CALLBACK ? m.value(s.domain(), s.site()) : Readers.RCU;
        if (stores.holds()) {
            stores.push(new StoreBuffer.Start(s.kind(), function, argument, domain, s.site()));
        } else {
            start(s.kind(), function, argument, domain);
        }
    }

    /** Starts a thread; {@code domain} is what a callback waits for. */
    void start(SpawnKind kind, int function, long argument, long domain) {
        int slot = m.course.add(Course.thread(image, kind.ordinal(), function, new long[] {argument}));
        if (kind == SpawnKind.CALLBACK || kind == SpawnKind.SLEEPABLE_CALLBACK) {
            Readers.begin(world, domain, slot);
            Readers.enter(world, Readers.callbacksOf(domain), slot);
        }
        if (m.recorder != null) {
            m.recorder.started(slot, runner.slot, function, argument, kind);
        }
    }
}
