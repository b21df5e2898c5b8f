package dev.quiesce.axiomatic.collection;

import java.util.ArrayList;
import java.util.List;

/**
 * A shape is a cycle of accesses: threads of one or two, and how each thread's last access communicates with the first of the
 * next. {@code WW rf RR fr} is message passing: two stores; the second is read from; two loads; what the second
 * read is overwritten by the first store. The two accesses of a thread are of different locations.
 */
public record Shape(String name, List<String> threads, List<String> communications) {
    /** Reads the notation. */
    static Shape of(String name, String cycle) {
        String[] words = cycle.split(" ");
        List<String> threads = new ArrayList<>();
        List<String> communications = new ArrayList<>();
        for (int i = 0; i < words.length; i += 2) {
            threads.add(words[i]);
            communications.add(words[i + 1]);
        }
        return new Shape(name, List.copyOf(threads), List.copyOf(communications));
    }

    /**
     * One access of the cycle.
     *
     * @param location its number
     * @param value    what a write stores, what a read has to return
     */
    record Access(int thread, char kind, int location, int value) {}

    /** The accesses in the order of the cycle, with the values that say that it is taken. */
    List<Access> accesses() {
        List<Access> open = new ArrayList<>();
        int location = 0;
        for (int t = 0; t < threads.size(); t++) {
            open.add(new Access(t, threads.get(t).charAt(0), location, 0));
            if (threads.get(t).length() == 2) {
                open.add(new Access(t, threads.get(t).charAt(1), ++location, 0));
            }
        }
        int locations = location;
        List<Access> all = new ArrayList<>();
        open.forEach(a -> all.add(new Access(a.thread(), a.kind(), a.location() % locations, 0)));
        for (int l = 0; l < locations; l++) {
            number(all, l);
        }
        return all;
    }

    /** Gives the writes of a location the numbers of their order, which is that of the cycle. */
    private static void number(List<Access> all, int location) {
        int start = 0;
        while (all.get(start).location() != location
            || all.get((start + all.size() - 1) % all.size()).location() == location) {
            start++;
        }
        int value = 0;
        for (int i = 0; i < all.size(); i++) {
            int at = (start + i) % all.size();
            Access access = all.get(at);
            if (access.location() != location) {
                return;
            }
            value += access.kind() == 'W' ? 1 : 0;
            all.set(at, new Access(access.thread(), access.kind(), location, value));
        }
    }

    /** What is asked: every read returns what the cycle says, and of two writes the later one is last. */
    String condition() {
        List<String> parts = new ArrayList<>();
        List<Access> accesses = accesses();
        for (int i = 0; i < accesses.size(); i++) {
            Access access = accesses.get(i);
            boolean second = i > 0 && accesses.get(i - 1).thread() == access.thread();
            if (access.kind() == 'R') {
                parts.add(access.thread() + ":r" + (second ? 2 : 1) + "=" + access.value());
            }
            if (access.value() == 2 && access.kind() == 'W') {
                parts.add(Joined.location(access.location()) + "=2");
            }
        }
        return String.join(" /\\ ", parts);
    }
}
