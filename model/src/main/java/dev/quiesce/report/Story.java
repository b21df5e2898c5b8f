package dev.quiesce.report;

import dev.quiesce.program.Finding;
import dev.quiesce.simulate.Trace;
import dev.quiesce.simulate.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A story is a trace as a list of things to show, one after the other: statements and the functions they are in. Of what
 * {@code init} did only choices and the like are shown, unless nothing else happened; statements that run on from step to step
 * are shown once.
 */
final class Story {
    private static final int MOST_ACCESSES = 3;

    private final Trace trace;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, List<String>> stacks = new HashMap<>();
    private int preparations;

    /**
     * One thing to show.
     *
     * @param step   the number of the step that it belongs to
     * @param depth  how deep the call is
     * @param text   the statement, or the name of a function that is entered
     * @param call   true for the name of a function
     * @param note   what a reader should know about it, empty if nothing
     * @param accesses what it does to shared memory
     */
    record Entry(int step, String thread, int depth, String text, boolean call, String note, String position, List<String> accesses) {
        private Entry with(String newNote) {
            return new Entry(step, thread, depth, text, call, newNote, position, accesses);
        }

        /** The same with what {@code before} did before it. */
        private Entry after(Entry before) {
            List<String> all = new ArrayList<>(before.accesses);
            all.addAll(accesses);
            return new Entry(step, thread, depth, text, call, note, position, all);
        }

        private boolean isSameStatement(Entry other) {
            return thread.equals(other.thread) && position.equals(other.position) && text.equals(other.text) && depth == other.depth;
        }
    }

    private Story(Trace trace) {
        this.trace = trace;
    }

    static Story of(Trace trace) {
        Story story = new Story(trace);
        boolean onlyInit = trace.steps().stream().allMatch(step -> step.number() == 0);
        for (Trace.Step step : trace.steps()) {
            if (onlyInit || step.number() > 0) {
                story.tell(step);
            } else {
                story.prepare(step);
            }
        }
        story.end();
        story.tellApart();
        return story;
    }

    /** The threads that run side by side, in the order of their columns. */
    List<String> threads() {
        List<String> shown = entries.stream().filter(entry -> entry.step() > 0 || preparations == 0).map(Entry::thread).distinct().toList();
        List<String> threads = new ArrayList<>(trace.columns().stream().filter(shown::contains).toList());
        shown.stream().filter(thread -> !threads.contains(thread)).forEach(threads::add);
        if (threads.size() > 1) {
            threads.removeIf(this::comesAlone);
        }
        return threads;
    }

    /** True for a thread that comes when nobody else can move and could not move before: the scenario's exit. */
    private boolean comesAlone(String thread) {
        boolean begun = false;
        for (Trace.Step step : trace.steps()) {
            begun |= step.thread().equals(thread);
            boolean alone = step.enabled().equals(List.of(thread));
            if (begun ? !alone || !step.thread().equals(thread) : step.enabled().contains(thread)) {
                return false;
            }
        }
        return begun;
    }

    List<Entry> entries() {
        return entries;
    }

    /** How many of the entries are what {@code init} did before everybody else. */
    int preparations() {
        return preparations;
    }

    private void prepare(Trace.Step step) {
        step.actions().stream().filter(action -> !action.note().isEmpty()).forEach(action -> add(entry(step, action)));
        preparations = entries.size();
    }

    private void tell(Trace.Step step) {
        for (Trace.Action action : step.actions()) {
            enter(step, action);
            add(entry(step, action));
        }
    }

    private static Entry entry(Trace.Step step, Trace.Action action) {
        return new Entry(step.number(), step.thread(), action.depth(), Lines.ascii(action.site().text()), false,
            Lines.ascii(action.note()), action.site().position(), action.accesses());
    }

    /** Names the functions that {@code action} is in and the thread was not in before. */
    private void enter(Trace.Step step, Trace.Action action) {
        List<String> stack = stacks.computeIfAbsent(step.thread(), thread -> new ArrayList<>());
        int depth = action.depth();
        boolean same = stack.size() > depth && stack.get(depth).equals(action.function());
        while (stack.size() > depth + (same ? 1 : 0)) {
            stack.removeLast();
        }
        while (stack.size() <= depth) {
            String function = stack.size() == depth ? action.function() : caller(step.thread(), action, stack.size());
            boolean told = stack.isEmpty() || function.isEmpty() || calledJustNow(step.thread(), function);
            if (!told) {
                entries.add(new Entry(step.number(), step.thread(), stack.size() - 1, Lines.ascii(function) + "()", true, "",
                    action.site().position(), List.of()));
            }
            stack.add(function);
        }
    }

    /** The function at {@code depth} that {@code action} was called from, as far as what the thread does later tells it. */
    private String caller(String thread, Trace.Action action, int depth) {
        return trace.steps().stream().filter(step -> step.thread().equals(thread)).flatMap(step -> step.actions().stream())
            .dropWhile(other -> other != action).filter(later -> later.depth() <= depth).findFirst()
            .filter(later -> later.depth() == depth).map(Trace.Action::function).orElse("");
    }

    /** Shows where it ends: the statement that is wrong, which may not have come as far as to be told, and why it is. */
    private void end() {
        Violation violation = trace.violation();
        if (violation == null || violation.thread().isEmpty() || violation.site().line() == 0) {
            return;
        }
        String text = Lines.ascii(violation.site().text());
        String note = note(violation.finding());
        Entry last = entries.isEmpty() ? null : entries.getLast();
        boolean told = last != null && last.thread().equals(violation.thread()) && last.text().equals(text);
        if (told && last.note().isEmpty()) {
            entries.set(entries.size() - 1, last.with(note));
        } else if (!told) {
            int step = trace.steps().isEmpty() ? 0 : trace.steps().getLast().number();
            int depth = lastOf(violation.thread()) == null ? 0 : lastOf(violation.thread()).depth();
            add(new Entry(step, violation.thread(), depth, text, false, note, violation.site().position(), List.of()));
        }
    }

    /** What of a statement happened when, if others came between: or if it is run again, what has changed. */
    private void tellApart() {
        Map<String, Integer> last = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            Integer before = last.put(entries.get(i).thread(), i);
            if (before != null && entries.get(i).isSameStatement(entries.get(before))) {
                tellAccesses(before);
                tellAccesses(i);
            }
        }
    }

    private void tellAccesses(int at) {
        Entry entry = entries.get(at);
        if (entry.note().isEmpty()) {
            List<String> accesses = entry.accesses();
            entries.set(at, entry.with(Lines.ascii(String.join(", ", accesses.subList(0, Math.min(accesses.size(), MOST_ACCESSES))))
                + (accesses.size() > MOST_ACCESSES ? ", ..." : "")));
        }
    }

    private static String note(Finding finding) {
        return switch (finding) {
            case ASSERTION -> "fails";
            case USE_AFTER_FREE -> "freed";
            case DOUBLE_FREE -> "freed already";
            case NULL_DEREF -> "NULL";
            case WILD_ACCESS -> "outside";
            case UNINIT_READ -> "never stored";
            case MEMORY_LEAK -> "leaks";
            case SLEEP_IN_ATOMIC -> "sleeps";
            case HOLDS, REF_MISUSE, DATA_RACE, DEADLOCK, LOCK_MISUSE, RCU_MISUSE, LIST_CORRUPTION, LIVELOCK -> "here";
        };
    }

    private boolean calledJustNow(String thread, String function) {
        return lastOf(thread) != null && lastOf(thread).text().contains(function + "(");
    }

    private Entry lastOf(String thread) {
        return entries.reversed().stream().filter(entry -> entry.thread().equals(thread)).findFirst().orElse(null);
    }

    /** True if {@code part} is the evaluation of a piece of the statement {@code whole}, and there is nothing to say about it. */
    private static boolean isPartOf(Entry part, Entry whole) {
        return part.thread().equals(whole.thread()) && part.position().equals(whole.position()) && part.depth() == whole.depth()
            && !part.call() && part.note().isEmpty() && (part.step() > 0) == (whole.step() > 0) && !part.text().equals(whole.text())
            && Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(part.text()) + "(?![A-Za-z0-9_])").matcher(whole.text()).find();
    }

    /** Adds {@code next}, unless it is the statement shown last, going on. */
    private void add(Entry next) {
        Entry whole = next;
        while (!entries.isEmpty() && isPartOf(entries.getLast(), next)) {
            whole = whole.after(entries.removeLast());
        }
        Entry last = entries.isEmpty() ? null : entries.getLast();
        boolean goesOn = last != null && last.isSameStatement(next) && (last.note().isEmpty() || last.note().equals(next.note()));
        if (goesOn) {
            entries.removeLast();
            whole = whole.after(last);
            entries.add(new Entry(last.step(), last.thread(), last.depth(), last.text(), last.call(), next.note(),
                last.position(), whole.accesses()));
        } else {
            entries.add(whole);
        }
    }
}
