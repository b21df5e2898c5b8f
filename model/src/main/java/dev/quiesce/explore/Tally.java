package dev.quiesce.explore;

import dev.quiesce.program.Finding;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** What was seen while states were expanded. */
final class Tally {
    long transitions;
    long completions;
    long discards;
    boolean backEdges;
    /** Observed outcomes, with the number of final states that have each. */
    final Map<String, Long> outcomes = new TreeMap<>();
    /** The errors of each kind that have the shortest paths. */
    final Map<Finding, Errors> errors = new EnumMap<>(Finding.class);

    /** Errors of one kind with paths of {@code length} steps. */
    record Errors(int length, Targets targets) {}

    void error(Finding finding, int length, int level, Target target) {
        Errors known = errors.get(finding);
        if (known == null || known.length > length) {
            known = new Errors(length, new Targets(level));
            errors.put(finding, known);
        }
        if (known.length == length) {
            known.targets.add(target);
        }
    }

    /** Forgets all but the errors. */
    void clear() {
        transitions = 0;
        completions = 0;
        discards = 0;
        backEdges = false;
        outcomes.clear();
    }

    /** Writes all but the errors. */
    void write(DataOutputStream out) throws IOException {
        out.writeLong(transitions);
        out.writeLong(completions);
        out.writeLong(discards);
        out.writeBoolean(backEdges);
        out.writeInt(outcomes.size());
        for (Map.Entry<String, Long> outcome : outcomes.entrySet()) {
            out.writeUTF(outcome.getKey());
            out.writeLong(outcome.getValue());
        }
    }

    void read(DataInputStream in) throws IOException {
        transitions = in.readLong();
        completions = in.readLong();
        discards = in.readLong();
        backEdges = in.readBoolean();
        for (int left = in.readInt(); left > 0; left--) {
            outcomes.put(in.readUTF(), in.readLong());
        }
    }

    /** Takes over what {@code other} has seen, which is forgotten there. */
    void take(Tally other) {
        transitions += other.transitions;
        completions += other.completions;
        discards += other.discards;
        backEdges |= other.backEdges;
        other.outcomes.forEach((outcome, count) -> outcomes.merge(outcome, count, Long::sum));
        other.errors.forEach((finding, e) -> e.targets.all().forEach(
            t -> error(finding, e.length, e.targets.level(), t)));
        other.clear();
        other.errors.clear();
    }
}
