package dev.quiesce.explore;

import dev.quiesce.program.Finding;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.Mutability;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The checkpoint of a search. Kept are the states of each level as they are packed, and not what their numbers stand for:
 * that comes about again when the steps that were interpreted are interpreted once more in the same order.
 */
final class Logbook implements AutoCloseable {
    private static final long MAGIC = 0x5155494553434534L;
    private static final int START = 1;
    private static final int STEPS = 2;
    private static final int STATES = 3;
    private static final int FINDINGS = 4;
    private static final int LEVEL = 5;
    private static final Set<Integer> ALL = Set.of(START, STEPS, STATES, FINDINGS, LEVEL);

    private final Checkpoint checkpoint;
    private Journal journal;
    private int findings;

    /** What has to be known before a search can be begun that goes on. */
    record Start(boolean committing, Mutability mutability) {}

    private Logbook(Checkpoint checkpoint, Journal journal) {
        this.checkpoint = checkpoint;
        this.journal = journal;
    }

    /** A logbook for a search from the start on. */
    static Logbook begin(Checkpoint checkpoint, boolean committing, Mutability mutability) {
        try {
            Files.createDirectories(checkpoint.file().toAbsolutePath().getParent());
            Journal journal = new Journal(checkpoint.file());
            journal.clear();
            journal.append(START, out -> {
                out.writeLong(MAGIC);
                out.write(checkpoint.identity());
                out.writeBoolean(committing);
                mutability.write(out);
            });
            return new Logbook(checkpoint, journal);
        } catch (IOException e) {
            throw checkpoint.unusable("cannot be written: " + e.getMessage());
        }
    }

    /**
     * Opens what another search has left.
     *
     * @throws Checkpoint.UnusableException if it is no checkpoint, or one of another search
     */
    static Logbook open(Checkpoint checkpoint) {
        Logbook book = null;
        boolean sound = false;
        try {
            Journal journal = new Journal(checkpoint.file());
            book = new Logbook(checkpoint, journal);
            book.start();
            if (journal.cutAfter(Set.of(START, LEVEL), ALL) > 0) {
                checkpoint.complaints().accept(checkpoint.file() + ": ends in the middle of a level; going on from the one before");
            }
            sound = true;
            return book;
        } catch (IOException e) {
            throw checkpoint.unusable("cannot be read: " + e.getMessage());
        } finally {
            if (book != null && !sound) {
                book.close();
            }
        }
    }

    /** How the search was begun. */
    Start start() {
        Start[] start = new Start[1];
        read(Set.of(START), (kind, in) -> {
            if (start[0] == null) {
                byte[] identity = new byte[checkpoint.identity().length];
                if (in.readLong() == MAGIC) {
                    in.readFully(identity);
                    if (!Arrays.equals(identity, checkpoint.identity())) {
                        throw checkpoint.unusable("is the checkpoint of another model, or of a check with other options; "
                            + "repeat that check, or delete the file to begin anew");
                    }
                    start[0] = new Start(in.readBoolean(), Mutability.read(in));
                }
            }
        });
        if (start[0] == null) {
            throw checkpoint.unusable("is no checkpoint, or its beginning is damaged; delete the file to begin anew");
        }
        return start[0];
    }

    private void read(Set<Integer> kinds, Journal.Reader reader) {
        try {
            journal.read(kinds, reader);
        } catch (IOException e) {
            throw checkpoint.unusable("cannot be read: " + e.getMessage());
        }
    }

    private static int[] numbers(DataInputStream in) throws IOException {
        int[] numbers = new int[in.readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readInt();
        }
        return numbers;
    }

    /** Interprets again what was interpreted before. */
    void replay(Expander expander) {
        read(Set.of(STEPS), (kind, in) -> {
            for (int left = in.readInt(); left > 0; left--) {
                int slot = in.readUnsignedByte();
                int[] vector = numbers(in);
                expander.repeat(new Step(vector, slot, numbers(in)));
            }
            if (in.readInt() != expander.fingerprint()) {
                throw checkpoint.unusable("was made by another version of quiesce; delete the file to begin anew");
            }
            if (in.readBoolean()) {
                expander.choseToWait();
            }
        });
    }

    /** Puts the levels back into the store and what was seen of them into the others. Answers how many levels were done. */
    int restore(StateStore store, Expander expander, Tally tally, Races races) {
        int[] depth = new int[1];
        read(Set.of(STATES, LEVEL), (kind, in) -> {
            begin(store, depth[0]);
            if (kind == STATES) {
                states(in, store.layout(), store::add);
            } else {
                tally.clear();
                tally.read(in);
                depth[0]++;
            }
        });
        read(Set.of(FINDINGS), (kind, in) -> {
            tally.errors.clear();
            races.found().clear();
            findings(in, store, expander, tally, races);
        });
        findings = tally.errors.size() + races.found().size();
        return depth[0];
    }

    /** Begins the level that comes after as many, unless it has begun. */
    private static void begin(StateStore store, int done) {
        if (store.levels() == done + 1) {
            store.beginLevel();
        }
    }

    private static void states(DataInputStream in, Layout layout, Consumer<long[]> to) throws IOException {
        Layout written = Layout.read(in);
        int[] vector = new int[Math.max(written.components(), layout.components())];
        long[] state = new long[written.words()];
        long[] packed = new long[layout.words()];
        for (int left = in.readInt(); left > 0; left--) {
            for (int w = 0; w < state.length; w++) {
                state[w] = in.readLong();
            }
            written.unpack(state, vector);
            layout.pack(vector, packed);
            to.accept(packed);
        }
    }

    private static void findings(DataInputStream in, StateStore store, Expander expander, Tally tally, Races races)
        throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            Finding finding = Finding.values()[in.readInt()];
            int length = in.readInt();
            Targets targets = targets(in, store);
            targets.all().forEach(t -> tally.error(finding, length, targets.level(), t));
        }
        Expander.Lane lane = expander.new Lane();
        for (int left = in.readInt(); left > 0; left--) {
            String first = in.readUTF();
            String second = in.readUTF();
            Targets targets = targets(in, store);
            store.get(targets.all().getFirst().state(), lane.state());
            // Which place comes first may depend on the folder that the model lies in.
            races.restore(lane, targets, places -> Set.copyOf(List.of(name(places.first()),
                name(places.second()))).equals(Set.copyOf(List.of(first, second))));
        }
    }

    /** A place, wherever the model lies. */
    private static String name(Site site) {
        return site.file().substring(site.file().lastIndexOf('/') + 1) + ":" + site.line() + ":" + site.column();
    }

    private static Targets targets(DataInputStream in, StateStore store) throws IOException {
        Targets targets = new Targets(in.readInt());
        Deque<Integer> slots = new ArrayDeque<>();
        for (int left = in.readInt(); left > 0; left--) {
            slots.add(in.readInt());
        }
        states(in, store.layout(), state -> targets.add(new Target(store.find(state), slots.remove())));
        return targets;
    }

    /** A level is done: keeps the states that it led to, which are all that the store has got since. */
    void level(StateStore store, Expander expander, Tally tally, Races races) {
        if (journal == null) {
            return;
        }
        try {
            List<Step> steps = expander.log().take();
            journal.append(STEPS, out -> {
                write(steps, out);
                out.writeInt(expander.fingerprint());
                out.writeBoolean(expander.choosesToWait());
            });
            for (Rows.Range range : store.ranges(store.levels() - 1, store.levels() - 1)) {
                write(store, range);
            }
            if (tally.errors.size() + races.found().size() != findings) {
                findings = tally.errors.size() + races.found().size();
                journal.append(FINDINGS, out -> write(store, tally, races, out));
            }
            journal.append(LEVEL, tally::write);
        } catch (IOException e) {
            checkpoint.complaints().accept(checkpoint.file() + ": cannot be written any more (" + e.getMessage()
                + "); the search goes on without a checkpoint");
            close();
        }
    }

    private void write(StateStore store, Rows.Range range) throws IOException {
        journal.append(STATES, out -> {
            store.layout().write(out);
            out.writeInt(range.end() - range.begin());
            long[] state = new long[store.layout().words()];
            for (int number = range.begin(); number < range.end(); number++) {
                store.get(number, state);
                write(state, out);
            }
        });
    }

    private static void write(long[] state, DataOutputStream out) throws IOException {
        for (long word : state) {
            out.writeLong(word);
        }
    }

    private static void write(List<Step> steps, DataOutputStream out) throws IOException {
        out.writeInt(steps.size());
        for (Step step : steps) {
            out.writeByte(step.slot());
            out.writeInt(step.vector().length);
            for (int number : step.vector()) {
                out.writeInt(number);
            }
            out.writeInt(step.first().length);
            for (int choice : step.first()) {
                out.writeInt(choice);
            }
        }
    }

    private static void write(StateStore store, Tally tally, Races races, DataOutputStream out) throws IOException {
        out.writeInt(tally.errors.size());
        for (Map.Entry<Finding, Tally.Errors> e : tally.errors.entrySet()) {
            out.writeInt(e.getKey().ordinal());
            out.writeInt(e.getValue().length());
            write(e.getValue().targets(), store, out);
        }
        out.writeInt(races.found().size());
        for (Map.Entry<Races.Places, Targets> e : races.found().entrySet()) {
            out.writeUTF(name(e.getKey().first()));
            out.writeUTF(name(e.getKey().second()));
            write(e.getValue(), store, out);
        }
    }

    private static void write(Targets targets, StateStore store, DataOutputStream out) throws IOException {
        out.writeInt(targets.level());
        out.writeInt(targets.all().size());
        for (Target t : targets.all()) {
            out.writeInt(t.slot());
        }
        store.layout().write(out);
        out.writeInt(targets.all().size());
        long[] state = new long[store.layout().words()];
        for (Target t : targets.all()) {
            store.get(t.state(), state);
            write(state, out);
        }
    }

    /** Nothing is left to search. */
    void delete() {
        close();
        try {
            Files.deleteIfExists(checkpoint.file());
        } catch (IOException e) {
            checkpoint.complaints().accept(checkpoint.file() + ": cannot be deleted: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        if (journal != null) {
            try {
                journal.close();
            } catch (IOException e) {
                checkpoint.complaints().accept(checkpoint.file() + ": " + e.getMessage());
            }
            journal = null;
        }
    }
}
