package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.Trace.Action;
import dev.quiesce.simulate.Trace.Change;
import dev.quiesce.simulate.Trace.Moment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Listens to a machine that runs one interleaving and writes down what a person wants to know of it. */
final class Narrator extends Silent {
    private final Image image;
    final Naming naming;
    private final Roster roster;
    private final List<Action> actions = new ArrayList<>();
    private final Map<String, Change> changes = new LinkedHashMap<>();
    private final Map<Integer, List<Moment>> lives = new HashMap<>();
    private final Map<Integer, Action> said = new HashMap<>();
    private final Map<Long, Site> takenAt = new HashMap<>();
    /** By slot: what was done that is in the store buffer, the oldest first. */
    private final Map<Integer, Deque<Action>> underWay = new HashMap<>();
    private Site site = Site.NONE;
    private Site own = Site.NONE;
    private String function = "";
    private int depth;

    Narrator(Image image, Roster roster) {
        this.image = image;
        this.roster = roster;
        naming = new Naming(image);
    }

    /** Forgets the last step. */
    void beginStep() {
        actions.clear();
        changes.clear();
    }

    List<Action> actions() {
        return List.copyOf(actions);
    }

    List<Change> changes() {
        return changes.values().stream().filter(c -> !c.before().equals(c.after())).toList();
    }

    /** The site of the user's that the machine is at. */
    Site site() {
        return site;
    }

    String function() {
        return function;
    }

    /** The user's site for a frame stack: the innermost one outside bundled headers. */
    void locate(Frame[] frames, int frameDepth, Instruction instruction) {
        own = instruction.site();
        site = own;
        depth = 0;
        int at = frameDepth - 1;
        if (site.library()) {
            for (int d = frameDepth - 2; d >= 0; d--) {
                Site s = image.code[frames[d].function][frames[d].pc].site();
                if (!s.library()) {
                    site = s;
                    at = d;
                    break;
                }
            }
        }
        function = image.function(frames[at].function).name();
        for (int d = 0; d < at; d++) {
            if (!image.function(frames[d].function).site().library()) {
                depth++;
            }
        }
    }

    @Override
    public void executing(int slot, Frame[] frames, int frameDepth, Instruction instruction) {
        nameAutomatic();
        locate(frames, frameDepth, instruction);
        switch (instruction) {
            case Instruction.Lock l -> act("");
            case Instruction.TryLock l -> act("");
            case Instruction.Unlock l -> act("");
            case Instruction.ReadLock l -> act("");
            case Instruction.ReadUnlock l -> act("");
            case Instruction.SleepableReadLock l -> act("");
            case Instruction.SleepableReadUnlock l -> act("");
            case Instruction.Synchronize l -> act("");
            case Instruction.SleepableSynchronize l -> act("");
            case Instruction.Barrier l -> act("");
            case Instruction.Spawn l -> act("");
            case Instruction.Allocate l -> act("");
            case Instruction.Free l -> act("");
            case Instruction.Enter l -> act("");
            case Instruction.Leave l -> act("");
            case Instruction.Report l -> act("");
            case Instruction.RegionBegin r -> {
                if (r.kind() != Instruction.RegionKind.GHOST) {
                    act("");
                }
            }
            default -> { }
        }
        Frame top = frames[frameDepth - 1];
        if (instruction instanceof Instruction.Automatic a) {
            pendingAutomatic = a;
            pendingFrame = top;
            if (automatic(top, a.slot()) < 0) {
                pendingIsNew = true;
            }
        }
        if (instruction instanceof Instruction.Expire e && automatic(top, e.slot()) >= 0) {
            outOfScope.add(automatic(top, e.slot()));
        }
    }

    private static int automatic(Frame frame, int slot) {
        return slot < frame.automatics.length ? frame.automatics[slot] : -1;
    }

    private Instruction.Automatic pendingAutomatic;
    private Frame pendingFrame;
    private boolean pendingIsNew;
    /** Automatic objects whose blocks have been left. */
    private final Set<Integer> outOfScope = new HashSet<>();

    /** True if the object was declared in a block that has been left; otherwise its function has returned, if it is no more. */
    boolean isOutOfScope(int object) {
        return outOfScope.contains(object);
    }

    /** An automatic object gets its id when the instruction has been executed: named at the next one. */
    private void nameAutomatic() {
        if (pendingAutomatic != null && automatic(pendingFrame, pendingAutomatic.slot()) >= 0) {
            int object = automatic(pendingFrame, pendingAutomatic.slot());
            naming.automatic(object, pendingAutomatic.name(), pendingAutomatic.type(), pendingIsNew);
            if (pendingIsNew) {
                outOfScope.remove(object);
            }
            pendingAutomatic = null;
            pendingIsNew = false;
        }
    }

    private void act(String note) {
        if (site == Site.NONE || site.line() == 0 || site.library()) {
            return;
        }
        Action last = actions.isEmpty() ? null : actions.getLast();
        boolean same = last != null && last.site().equals(site) && last.depth() == depth;
        if (same && (note.isEmpty() || last.note().equals(note))) {
            return;
        }
        if (last != null && last.depth() == depth && note.isEmpty() && within(site, last.site())) {
            return;
        }
        if (same) {
            String all = last.note().isEmpty() ? note : last.note() + ", " + note;
            actions.set(actions.size() - 1, new Action(site, function, depth, all, last.accesses()));
        } else if (last != null && last.depth() == depth && within(last.site(), site)) {
            actions.set(actions.size() - 1, new Action(site, function, depth, last.note(), last.accesses()));
        } else {
            actions.add(new Action(site, function, depth, note, List.of()));
        }
    }

    /** The statement reads from or writes to shared memory. */
    private void access(String how) {
        act("");
        Action last = actions.isEmpty() ? null : actions.getLast();
        if (last != null && last.depth() == depth && within(site, last.site())) {
            List<String> accesses = new ArrayList<>(last.accesses());
            accesses.add(how);
            actions.set(actions.size() - 1, new Action(last.site(), last.function(), depth, last.note(), accesses));
        }
    }

    /** The instruction that was begun last is an error. */
    void failed() {
        if (actions.isEmpty() || !within(actions.getLast().site(), site) && !within(site, actions.getLast().site())) {
            act("");
        }
    }

    /** True if {@code part} is a piece of the statement {@code whole}. */
    private static boolean within(Site part, Site whole) {
        return part.file().equals(whole.file()) && part.line() == whole.line() && part.endLine() == whole.endLine()
            && part.column() >= whole.column() && part.endColumn() <= whole.endColumn();
    }

    private boolean isPrivate(long address, Machine machine) {
        HeapObject o = Machine.isObject(image, address) ? machine.world.object(Address.object(address)) : null;
        return o != null && o.owner != 0;
    }

    Machine machine;

    @Override
    public void loaded(int slot, long address, ScalarType type, long value) {
        if (machine.regionDepth == 0 && !isPrivate(address, machine)) {
            access("reads " + naming.place(address) + " = " + naming.value(value, type));
        }
    }

    @Override
    public void stored(int slot, long address, ScalarType type, long before, long after) {
        if (machine.regionDepth == 0 && !machine.drains() && !isPrivate(address, machine)) {
            access("writes " + naming.place(address) + " = " + naming.value(after, type));
        }
        if (isPrivate(address, machine) && isAutomatic(address)) {
            return;
        }
        String place = naming.place(address);
        Change known = changes.get(place);
        changes.put(place, new Change(place, known == null ? naming.value(before, type) : known.before(),
            naming.value(after, type)));
    }

    @Override
    public void queued(int slot) {
        act("waits, new readers behind it");
    }

    @Override
    public void delayed(int slot, StoreBuffer.Entry entry) {
        underWay.computeIfAbsent(slot, s -> new ArrayDeque<>()).add(new Action(site, function, depth, "", List.of()));
        if (!what(entry).isEmpty()) {
            act("delayed");
        }
    }

    @Override
    public void leaves(int slot, StoreBuffer.Entry entry) {
        Action origin = underWay.get(slot).remove();
        site = origin.site();
        function = origin.function();
        depth = origin.depth();
        String words = what(entry).isEmpty() && actions.isEmpty() ? "end of a section or function takes effect" : what(entry);
        if (!words.isEmpty() && site.line() > 0) {
            actions.add(new Action(new Site(site.file(), site.line(), site.column(), site.endLine(), site.endColumn(),
                words, site.library()), function, depth, "", List.of()));
        }
    }

    /** What takes effect when an entry leaves a store buffer, in words; empty for what need not be told where there is more. */
    private String what(StoreBuffer.Entry entry) {
        return switch (entry) {
            case StoreBuffer.Write w -> "store to " + naming.place(w.address()) + " reaches memory";
            case StoreBuffer.Release r -> "free of " + naming.object(r.address()) + " takes effect";
            case StoreBuffer.Unlock u -> "unlock of " + naming.place(u.address()) + " reaches memory";
            case StoreBuffer.Start s -> "start of " + image.function(s.function()).name() + "() takes effect";
            case StoreBuffer.Death _, StoreBuffer.Leave _, StoreBuffer.BlockEnd _ -> "";
        };
    }

    private boolean isAutomatic(long address) {
        HeapObject o = machine.world.object(Address.object(address));
        return o != null && o.automatic;
    }

    @Override
    public void allocated(int slot, int object, Instruction.Allocate how) {
        naming.allocated(object, how, site.text());
        List<Moment> life = new ArrayList<>();
        life.add(new Moment("allocated", roster.name(slot), site));
        lives.put(object, life);
    }

    @Override
    public void freed(int slot, int object) {
        lives.computeIfAbsent(object, o -> new ArrayList<>()).add(new Moment("freed", roster.name(slot), site));
    }

    /** What the thread in {@code slot} has printed last, where it is now; empty if it has gone on since. */
    String said(int slot) {
        Action last = said.get(slot);
        return last == null || !last.site().equals(site) ? "" : last.note();
    }

    /** What a header chooses it says itself, in words. */
    @Override
    public void chose(int slot, long value) {
        if (!own.library()) {
            act("chooses " + naming.value(value, ScalarType.S64));
        }
    }

    @Override
    public void note(int slot, String text) {
        said.put(slot, new Action(site, function, depth, text, List.of()));
        if (actions.isEmpty() || !actions.getLast().site().equals(site)) {
            actions.add(new Action(site, function, depth, text, List.of()));
        } else {
            act(text);
        }
    }

    @Override
    public void started(int slot, int by, int function, long argument, Instruction.SpawnKind kind) {
        if (Machine.isObject(image, argument)) {
            lives.computeIfAbsent(Address.object(argument), o -> new ArrayList<>())
                .add(new Moment("queued", roster.name(by), site));
        }
    }

    void tookLock(int slot, long address) {
        takenAt.put(address ^ (long) slot << 50, site);
    }

    Site takenAt(int slot, long address) {
        return takenAt.getOrDefault(address ^ (long) slot << 50, Site.NONE);
    }

    List<Moment> life(int object) {
        return lives.getOrDefault(object, List.of());
    }
}
