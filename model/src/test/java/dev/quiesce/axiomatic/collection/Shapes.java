package dev.quiesce.axiomatic.collection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The classic shapes, and the tests made of them. */
public final class Shapes {
    private static final List<Shape> TWO_THREADS = List.of(
        Shape.of("MP", "WW rf RR fr"),
        Shape.of("SB", "WR fr WR fr"),
        Shape.of("LB", "RW rf RW rf"),
        Shape.of("S", "WW rf RW co"),
        Shape.of("R", "WW co WR fr"),
        Shape.of("2+2W", "WW co WW co"));

    private static final List<Shape> MORE_THREADS = List.of(
        Shape.of("WRC", "W rf RW rf RR fr"),
        Shape.of("WWC", "W rf RW rf RW co"),
        Shape.of("RWC", "W rf RR fr WR fr"),
        Shape.of("WRR+2W", "W rf RR fr WW co"),
        Shape.of("WRW+WR", "W rf RW co WR fr"),
        Shape.of("WRW+2W", "W rf RW co WW co"),
        Shape.of("IRIW", "W rf RR fr W rf RR fr"),
        Shape.of("IRRWIW", "W rf RR fr W rf RW co"),
        Shape.of("IRWIW", "W rf RW co W rf RW co"));

    private static final List<Shape> THREE_LOCATIONS = List.of(
        Shape.of("ISA2", "WW rf RW rf RR fr"),
        Shape.of("W+RWC", "WW rf RR fr WR fr"),
        Shape.of("Z6.0", "WW rf RW co WR fr"),
        Shape.of("Z6.1", "WW co WW rf RW co"),
        Shape.of("Z6.2", "WW rf RW rf RW co"),
        Shape.of("Z6.3", "WW co WW rf RR fr"),
        Shape.of("Z6.4", "WW co WR fr WR fr"),
        Shape.of("Z6.5", "WW co WW co WR fr"),
        Shape.of("3.SB", "WR fr WR fr WR fr"),
        Shape.of("3.LB", "RW rf RW rf RW rf"),
        Shape.of("3.2W", "WW co WW co WW co"));

    private static final Shape FOUR = Shape.of("4.LB", "RW rf RW rf RW rf RW rf");

    private static final List<Join> FEW = List.of(Join.PO, Join.MB, Join.WMB, Join.RMB, Join.RELEASE, Join.ACQUIRE,
        Join.ADDRESS, Join.DATA, Join.CONTROL, Join.CONTROL_READ, Join.UNLOCK_LOCK);
    private static final List<Join> FEWER =
        List.of(Join.PO, Join.MB, Join.WMB, Join.RMB, Join.RELEASE, Join.CONTROL, Join.CONTROL_READ);
    private static final List<Join> READERS =
        List.of(Join.PO, Join.GRACE, Join.READER, Join.SLEEPABLE_GRACE, Join.SLEEPABLE_READER);
    private static final List<Join> CROWD =
        List.of(Join.GRACE, Join.READER, Join.SLEEPABLE_GRACE, Join.SLEEPABLE_READER);

    private Shapes() {}

    /** All tests by name. */
    public static Map<String, Joined> all() {
        Map<String, Joined> tests = new LinkedHashMap<>(two());
        tests.putAll(more());
        tests.putAll(readers());
        return tests;
    }

    /** Two threads, with every join on each side. */
    public static Map<String, Joined> two() {
        return tests(TWO_THREADS, List.of(Join.values()));
    }

    /** Three threads and four, with the joins that differ in strength. */
    public static Map<String, Joined> more() {
        Map<String, Joined> tests = tests(MORE_THREADS, FEW);
        tests.putAll(tests(THREE_LOCATIONS, FEWER));
        return tests;
    }

    /** Grace periods and read-side sections of RCU and of an SRCU domain, in cycles of three threads and four. */
    public static Map<String, Joined> readers() {
        Map<String, Joined> tests = tests(THREE_LOCATIONS, READERS);
        tests.putAll(tests(List.of(FOUR), CROWD));
        return tests;
    }

    private static Map<String, Joined> tests(List<Shape> shapes, List<Join> joins) {
        Map<String, Joined> tests = new LinkedHashMap<>();
        shapes.forEach(shape -> choose(shape, joins, new ArrayList<>(), tests));
        return tests;
    }

    private static void choose(Shape shape, List<Join> joins, List<Join> chosen, Map<String, Joined> tests) {
        if (chosen.size() == shape.threads().size()) {
            Joined test = new Joined(shape, chosen);
            if (isFirstOfItsTurns(shape, chosen)) {
                tests.put(test.name(), test);
            }
            return;
        }
        String accesses = shape.threads().get(chosen.size());
        if (accesses.length() == 1) {
            extend(shape, joins, chosen, null, tests);
            return;
        }
        for (Join join : joins) {
            if (join.fits(accesses.charAt(0), accesses.charAt(1))) {
                extend(shape, joins, chosen, join, tests);
            }
        }
    }

    /** A cycle of more than two threads that are all alike is the same test wherever one begins. */
    private static boolean isFirstOfItsTurns(Shape shape, List<Join> chosen) {
        if (chosen.size() < 3 || shape.threads().stream().distinct().count() > 1
            || shape.communications().stream().distinct().count() > 1) {
            return true;
        }
        String here = word(chosen);
        List<Join> turned = new ArrayList<>(chosen);
        for (int i = 1; i < chosen.size(); i++) {
            turned.add(turned.removeFirst());
            if (word(turned).compareTo(here) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String word(List<Join> joins) {
        return String.join(" ", joins.stream().map(join -> String.format("%02d", join.ordinal())).toList());
    }

    private static void extend(Shape shape, List<Join> joins, List<Join> chosen, Join join, Map<String, Joined> tests) {
        chosen.add(join);
        choose(shape, joins, chosen, tests);
        chosen.removeLast();
    }
}
