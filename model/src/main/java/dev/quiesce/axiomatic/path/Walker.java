package dev.quiesce.axiomatic.path;

import dev.quiesce.axiomatic.path.Value.Known;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.Binary;
import dev.quiesce.program.Expression.Cast;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Expression.Unary;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Function;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Instruction.Context;
import dev.quiesce.program.Instruction.Question;
import dev.quiesce.program.Instruction.Local;
import dev.quiesce.program.Instruction.Shared;
import dev.quiesce.program.Instruction.SpawnKind;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Walks through one thread, deciding every open branch as its {@link Decisions} say. */
final class Walker {
    private static final int MOST_STEPS = 100_000;
    private static final int DEEPEST_CALL = 64;

    /** The walk ends without a path: a loop bound was reached, or a branch contradicts an earlier one. */
    static final class DeadEnd extends Exception {
        private static final long serialVersionUID = 1L;
        /** The loop or the call that would have gone on, null if none. */
        final transient Site loop;

        DeadEnd(Site loop) {
            super(null, null, false, false);
            this.loop = loop;
        }
    }

    /** The path ends here, before its thread returns. */
    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Ending ending;

        Ended(Ending ending) {
            super(null, null, false, false);
            this.ending = ending;
        }
    }

    final Setting setting;
    final Start start;
    final Sink out;
    final Contexts contexts;
    final Locals locals = new Locals();
    /** True if accesses are carried out and not recorded. */
    final boolean alone;
    private final Memory carriedOutOn;
    final List<Story.Spawned> spawned = new ArrayList<>();
    /** Those that have run already, where this thread, running alone, has waited for them. */
    private final List<Story.Spawned> finished = new ArrayList<>();
    final List<HeapObject> allocated = new ArrayList<>();
    final List<Story.Observed> observed = new ArrayList<>();
    final List<String> covers = new ArrayList<>();
    private final BitSet excused = new BitSet();
    final Recorder recorder;
    final PathCondition condition;
    private final Decisions decisions;
    private final Idling idling = new Idling();
    private final SharedSteps shared;
    private final LocalSteps local;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private Site last = Site.NONE;
    private boolean begun;
    Frame frame;

    /** A walk that records events. */
    Walker(Setting setting, Start start, Decisions decisions) {
        this(setting, start, decisions, null);
    }

    private Walker(Setting setting, Start start, Decisions decisions, Memory alone) {
        this.setting = setting;
        this.start = start;
        this.decisions = decisions;
        this.recorder = new Recorder(start.thread(), this::shown);
        this.alone = alone != null;
        this.carriedOutOn = alone;
        this.condition = new PathCondition(start.thread(), decisions, recorder, alone == null ? setting.foresight : null);
        this.out = alone == null ? recorder : new Performer(alone);
        this.contexts = new Contexts(start.softirq(), start.thread());
        this.shared = new SharedSteps(this, alone == null ? setting.memory : alone);
        this.local = new LocalSteps(this);
    }

    /** A walk that carries its accesses out on {@code memory}. */
    static Walker alone(Setting setting, Start start, Decisions decisions, Memory memory) {
        return new Walker(setting, start, decisions, memory);
    }

    Path walk() throws DeadEnd {
        Function function = setting.program.functions().get(start.function());
        List<Term> arguments = start.arguments().stream().limit(function.parameters())
            .map(value -> new Term(value, new BitSet())).toList();
        frame = new Frame(function, arguments, -1, new BitSet(), setting.lifecycle ? null : Term.ZERO);
        frames.push(frame);
        Frame first = frame;
        Ending ending = new Ending.Returned();
        try {
            begin();
            begun = true;
            for (int step = 0; !frames.isEmpty(); step++) {
                if (step == MOST_STEPS) {
                    throw new TooLarge("a thread takes more than " + MOST_STEPS + " instructions");
                }
                step();
            }
            end();
        } catch (Ended early) {
            // Others go on, whose steps wait for this one otherwise.
            shared.leaveRegions(last);
            ending = early.ending;
        } catch (DeadEnd end) {
            if (end.loop == null || alone || !setting.lifecycle) {
                throw end;
            }
            // What comes after is not known; what came before is, and whether an execution gets here can be asked.
            shared.leaveRegions(end.loop);
            ending = new Ending.Cut(end.loop);
        }
        List<Value> registers = Arrays.stream(first.registers)
            .map(term -> term == null ? new Known(Memory.UNSET) : term.value()).toList();
        return new Path(start.thread(), recorder.events(), condition.constraints(), registers,
            new Story(ending, unfinished(), allocated, observed, covers, excused, contexts.locks(),
                begun && contexts.isReader(), start.afterGracePeriod()));
    }

    private List<Story.Spawned> unfinished() {
        return spawned.stream().filter(each -> !finished.contains(each)).toList();
    }

    /** Runs callbacks that this thread, alone, has queued and waits for now: nobody else is there to run meanwhile. */
    void finish(Predicate<Story.Spawned> awaited) throws DeadEnd {
        for (Story.Spawned callback : unfinished().stream().filter(awaited).toList()) {
            Story story = alone(setting, Start.of(callback, false), decisions, carriedOutOn).walk().story();
            finished.add(callback);
            covers.addAll(story.covers());
            observed.addAll(story.observed());
            spawned.addAll(story.spawned());
            if (!(story.ending() instanceof Ending.Returned)) {
                throw new Ended(story.ending());
            }
        }
    }

    /** The number of events so far. */
    int events() {
        return recorder.events().size();
    }

    /** The next event may read what was never stored. */
    void excuseNext() {
        excused.set(recorder.events().size());
    }

    /** What comes before the first instruction of a thread that something else starts. */
    private void begin() throws DeadEnd {
        if (alone) {
            return;
        }
        if (start.ordered()) {
            Term signal = out.read(Tag.ACQUIRE, Term.constant(start.spawned().signal()), 8, false, Site.NONE);
            condition.require(signal.value(), true);
        }
        if (start.afterGracePeriod()) {
            Site site = start.spawned().site();
            mayWait(new Ending.ForReaders(), site);
            if (start.spawned().kind() == SpawnKind.CALLBACK) {
                out.fence(Tag.SYNC_RCU, site);
            } else {
                out.fence(Tag.SYNC_SRCU, new Term(start.spawned().domain(), new BitSet()), site);
            }
        }
        if (start.softirq()) {
            out.fence(Tag.RCU_LOCK, Site.NONE);
        }
    }

    private void end() {
        String unfinished = contexts.unfinished();
        if (setting.lifecycle && unfinished != null) {
            fail(Finding.LOCK_MISUSE, unfinished, null, last);
        }
        if (!alone && start.softirq()) {
            out.fence(Tag.RCU_UNLOCK, Site.NONE);
        }
        if (!alone && start.spawned() != null) {
            out.write(Tag.RELEASE, Term.constant(Setting.ended(start.thread())), 8, Term.constant(1), Site.NONE);
        }
    }

    private void step() throws DeadEnd {
        if (frame.meet()) {
            out.control(frame.control());
        }
        Instruction instruction = frame.function.body().get(frame.position++);
        if (!instruction.site().library()) {
            last = instruction.site();
        }
        idling.note(instruction);
        switch (instruction) {
            case Local step -> local.perform(step);
            case Shared step -> shared.perform(step);
        }
    }

    // ---- where a path ends

    /** The path ends in an error. */
    Ended fail(Finding finding, String message, Value subject, Site site) {
        throw new Ended(new Ending.Failed(finding, message, subject, shown(site)));
    }

    Unsupported refuse(String construct, Site site) {
        return new Unsupported(construct, shown(site));
    }

    /** The place in the user's own file that a site in a header was reached from. */
    Site shown(Site site) {
        return site.library() && last != Site.NONE ? last : site;
    }

    /** The thread may stay here for ever: a path of its own, which is there for what others do meanwhile. */
    void mayWait(Ending.Cause cause, Site site) {
        if (setting.lifecycle && !alone && decisions.choose(2) == 1) {
            throw new Ended(new Ending.Waiting(cause, shown(site)));
        }
    }

    /** Goes on if it holds; that the thread waits for ever is a path of its own, unless that hangs on a choice that it had. */
    void await(Term awaited, Site site) throws DeadEnd {
        if (!alone && !awaited.value().equals(Values.ONE) && !shared.regions().mayPassOtherwise() && decisions.choose(2) == 1) {
            condition.require(awaited.value(), false);
            Ending.Cause cause = new Ending.ForCondition(shared.regionStart(), events());
            shared.leaveRegions(site);
            throw new Ended(new Ending.Waiting(cause, shown(site)));
        }
        condition.require(awaited.value(), true);
        // Whether anything comes after it at all hangs on what has been read, whatever function it is in.
        frames.forEach(each -> each.guard(Frame.NO_JOIN, awaited.reads()));
        out.control(frame.control());
    }

    /** Checks an access; where its address is not known, that it goes astray is a path of its own. */
    void access(Memory memory, Term address, int bytes, boolean write, Site site) {
        if (!setting.lifecycle) {
            return;
        }
        if (address.value() instanceof Known(long known)) {
            if (ownObject(known) || Setting.isSignal(known)) {
                return;
            }
            if (memory.object(known) == null && setting.isMade(known)
                && (setting.foresight == null || !setting.foresight.mayFault(known, bytes, write))) {
                return;
            }
            Optional<Memory.Fault> fault = memory.check(known, bytes, write);
            if (fault.isPresent() && Setting.isAutomatic(known)) {
                throw refuse(Unsupported.OTHERS_STACK, site);
            }
            fault.ifPresent(f -> fail(f.finding(), f.message(), address.value(), site));
        } else if (mayFault(address.value(), bytes, write) && decisions.choose(2) == 1) {
            throw new Ended(new Ending.Astray(address.value(), bytes, write, shown(site)));
        }
    }

    private boolean mayFault(Value address, int bytes, boolean write) {
        Set<Long> may = condition.foreseen(address);
        return may.isEmpty() || may.stream().anyMatch(a -> setting.foresight.mayFault(a, bytes, write));
    }

    private boolean ownObject(long address) {
        return !alone && allocated.stream().anyMatch(o -> o.number() == dev.quiesce.program.Address.object(address));
    }

    // ---- control flow

    void jump(int target, Site site) throws DeadEnd {
        if (target < frame.position && setting.lifecycle && !alone && !shared.regions().inside()
            && idling.idle(frame, target, recorder.events())) {
            if (idling.turns() > 1) {
                throw new Ended(new Ending.Waiting(new Ending.ForChange(idling.first(), events()), shown(site)));
            }
        } else if (target < frame.position && repeats(target) > (alone ? MOST_STEPS : setting.unroll)) {
            throw new DeadEnd(site);
        }
        frame.position = target;
    }

    /** How often the loop that ends here has been repeated. A turn in which nothing had to be decided counts for nothing. */
    private int repeats(int target) {
        return frame.repeat(frame.position - 1, target, setting.lifecycle ? decisions.made() : -1);
    }

    void call(Function function, List<Term> arguments, int destination, Site site) throws DeadEnd {
        if (frames.size() == DEEPEST_CALL) {
            throw new DeadEnd(site);
        }
        Term unset = setting.lifecycle ? null : Term.ZERO;
        frame = new Frame(function, arguments, destination, frame.control(), unset);
        frames.push(frame);
    }

    void leave(Expression value) {
        Term result = value == null ? Term.ZERO : evaluate(value);
        frames.pop();
        if (frames.isEmpty()) {
            return;
        }
        int destination = frame.destination;
        frame = frames.peek();
        set(destination, result);
        out.control(frame.control());
    }

    /** The number of activations. */
    int depth() {
        return frames.size();
    }

    void choosesInRegion() {
        shared.regions().choose();
    }

    int choose(int ways) {
        return ways == 1 ? 0 : decisions.choose(ways);
    }

    // ---- registers

    void set(int register, Term value) {
        if (register >= 0) {
            frame.registers[register] = value;
        }
    }

    Term evaluate(Expression expression) {
        return switch (expression) {
            case Constant(long value) -> Term.constant(value);
            case Register(int index) -> register(index);
            case Unary(var operator, var type, Expression operand) -> {
                Term inner = evaluate(operand);
                yield new Term(Values.unary(operator, type, inner.value()), inner.reads());
            }
            case Cast(var type, Expression operand) -> wrapped(type, evaluate(operand));
            case Binary(var operator, var type, Expression left, Expression right) -> {
                Term a = evaluate(left);
                Term b = evaluate(right);
                yield new Term(Values.binary(operator, type, a.value(), b.value()), Term.union(a.reads(), b.reads()));
            }
        };
    }

    static Term wrapped(ScalarType type, Term term) {
        return new Term(Values.cast(type, term.value()), term.reads());
    }

    private Term register(int index) {
        Term term = frame.registers[index];
        if (term == null) {
            String name = frame.function.registerNames().get(index);
            fail(Finding.UNINIT_READ, name.isEmpty() ? "a value" : "variable '" + name + "'", null, last);
        }
        return term;
    }

    /** What was disabled is no longer. */
    void enabled(Context context, Site site) {
        if (setting.lifecycle && context == Context.BOTTOM_HALVES && contexts.answer(Question.IRQS_DISABLED) != 0) {
            fail(Finding.LOCK_MISUSE, "enables bottom halves with interrupts disabled", null, site);
        }
        section(context, Tag.RCU_UNLOCK, site);
    }

    /** Bottom halves that are off are a read-side section. */
    void section(Context context, Tag tag, Site site) {
        if (setting.lifecycle && context == Context.BOTTOM_HALVES) {
            out.fence(tag, site);
        }
    }
}
