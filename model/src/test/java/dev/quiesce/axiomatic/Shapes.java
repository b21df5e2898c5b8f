package dev.quiesce.axiomatic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The classic litmus shapes with every way to order the two accesses of a thread.
 *
 * <p>A shape is a row of threads of two accesses each, such as {@code Wx1 Wy1 | Ry Rx}, and a condition. A thread's two
 * accesses are joined by one of the {@link Join}s that its kinds of access allow; a test is a shape with a join for each of
 * its threads, named {@code MP+wmb+rmb}.
 */
final class Shapes {
    /** A shape: accesses by thread, and the outcome in question. */
    private record Shape(String name, String threads, String condition) {}

    private static final List<Shape> TWO_THREADS = List.of(
        new Shape("MP", "Wx1 Wy1 | Ry Rx", "1:r1=1 /\\ 1:r2=0"),
        new Shape("SB", "Wx1 Ry | Wy1 Rx", "0:r2=0 /\\ 1:r2=0"),
        new Shape("LB", "Rx Wy1 | Ry Wx1", "0:r1=1 /\\ 1:r1=1"),
        new Shape("S", "Wx2 Wy1 | Ry Wx1", "1:r1=1 /\\ x=2"),
        new Shape("R", "Wx1 Wy1 | Wy2 Rx", "y=2 /\\ 1:r2=0"),
        new Shape("2+2W", "Wx1 Wy2 | Wy1 Wx2", "x=1 /\\ y=1"));

    private static final List<Shape> MORE_THREADS = List.of(
        new Shape("WRC", "Wx1 | Rx Wy1 | Ry Rx", "1:r1=1 /\\ 2:r1=1 /\\ 2:r2=0"),
        new Shape("RWC", "Wx1 | Rx Ry | Wy1 Rx", "1:r1=1 /\\ 1:r2=0 /\\ 2:r2=0"),
        new Shape("ISA2", "Wx1 Wy1 | Ry Wz1 | Rz Rx", "1:r1=1 /\\ 2:r1=1 /\\ 2:r2=0"),
        new Shape("IRIW", "Wx1 | Wy1 | Rx Ry | Ry Rx", "2:r1=1 /\\ 2:r2=0 /\\ 3:r1=1 /\\ 3:r2=0"),
        new Shape("Z6.0", "Wx1 Wy1 | Ry Wz1 | Wz2 Rx", "1:r1=1 /\\ z=2 /\\ 2:r2=0"),
        new Shape("3.SB", "Wx1 Ry | Wy1 Rz | Wz1 Rx", "0:r2=0 /\\ 1:r2=0 /\\ 2:r2=0"),
        new Shape("3.LB", "Rx Wy1 | Ry Wz1 | Rz Wx1", "0:r1=1 /\\ 1:r1=1 /\\ 2:r1=1"));

    /** How two accesses are joined: what kinds it fits, and a template for each access and what stands between. */
    enum Join {
        PO("po", "RW", "RW"), MB("mb", "RW", "RW"), WMB("wmb", "W", "W"), RMB("rmb", "R", "R"),
        RELEASE("rel", "RW", "W"), ACQUIRE("acq", "R", "RW"), ADDRESS("addr", "R", "RW"), DATA("data", "R", "W"),
        CONTROL("ctrl", "R", "RW"), STORE_MB("storemb", "W", "RW"), XCHG("xchg", "W", "RW"),
        BEFORE_ATOMIC("beforeatomic", "RW", "RW"), AFTER_ATOMIC("afteratomic", "RW", "RW"),
        FULL_ATOMIC("atomicret", "RW", "RW"), RELAXED_ATOMIC("atomicrelaxed", "RW", "RW"), GRACE("syncrcu", "RW", "RW"),
        AFTER_SPINLOCK("afterspinlock", "RW", "RW"), AFTER_UNLOCK_LOCK("afterunlocklock", "RW", "RW"),
        UNLOCK_LOCK("unlocklock", "RW", "RW"), SRCU_FENCE("aftersrcu", "RW", "RW"), FAILED_CMPXCHG("cmpxchgfail", "RW", "RW");

        private final String word;
        private final String first;
        private final String second;

        Join(String word, String first, String second) {
            this.word = word;
            this.first = first;
            this.second = second;
        }

        private boolean fits(String a, String b) {
            return first.indexOf(a.charAt(0)) >= 0 && second.indexOf(b.charAt(0)) >= 0;
        }
    }

    private static final List<Join> FEW = List.of(Join.PO, Join.MB, Join.WMB, Join.RMB, Join.RELEASE, Join.ACQUIRE,
        Join.ADDRESS, Join.DATA, Join.CONTROL);

    private Shapes() {}

    /** All tests: name to text. */
    static Map<String, String> all() {
        Map<String, String> tests = new LinkedHashMap<>(small());
        MORE_THREADS.forEach(shape -> generate(shape, shape.name().equals("ISA2") || shape.name().startsWith("3.")
            ? List.of(Join.PO, Join.MB, Join.RELEASE, Join.ACQUIRE, Join.DATA, Join.CONTROL) : FEW, tests));
        return tests;
    }

    /** The tests of two threads. */
    static Map<String, String> small() {
        Map<String, String> tests = new LinkedHashMap<>();
        TWO_THREADS.forEach(shape -> generate(shape, List.of(Join.values()), tests));
        return tests;
    }

    private static void generate(Shape shape, List<Join> joins, Map<String, String> tests) {
        String[] threads = shape.threads().split(" \\| ");
        choose(shape, threads, joins, new ArrayList<>(), tests);
    }

    private static void choose(Shape shape, String[] threads, List<Join> joins, List<Join> chosen,
                               Map<String, String> tests) {
        if (chosen.size() == threads.length) {
            StringBuilder name = new StringBuilder(shape.name());
            chosen.stream().filter(join -> join != null).forEach(join -> name.append('+').append(join.word));
            tests.put(name.toString(), text(name.toString(), threads, chosen, shape.condition()));
            return;
        }
        String[] accesses = threads[chosen.size()].split(" ");
        if (accesses.length == 1) {
            extend(shape, threads, joins, chosen, null, tests);
            return;
        }
        for (Join join : joins) {
            if (join.fits(accesses[0], accesses[1])) {
                extend(shape, threads, joins, chosen, join, tests);
            }
        }
    }

    private static void extend(Shape shape, String[] threads, List<Join> joins, List<Join> chosen, Join join,
                               Map<String, String> tests) {
        chosen.add(join);
        choose(shape, threads, joins, chosen, tests);
        chosen.removeLast();
    }

    private static String text(String name, String[] threads, List<Join> joins, String condition) {
        StringBuilder out = new StringBuilder("C " + name + "\n\n{}\n");
        for (int t = 0; t < threads.length; t++) {
            out.append("\nP").append(t).append("(int *x, int *y, int *z, atomic_t *a, spinlock_t *l, struct srcu_struct *s)\n{\n");
            String[] accesses = threads[t].split(" ");
            out.append(accesses.length == 1 ? "\t" + access(accesses[0], 1, null) + "\n" : body(accesses, joins.get(t)));
            out.append("}\n");
        }
        return out + "\nexists (" + condition + ")\n";
    }

    private static String body(String[] accesses, Join join) {
        String first = access(accesses[0], 1, join);
        String second = access(accesses[1], 2, join);
        // A failed operation must fail: a is not 5.
        String between = switch (join) {
            case PO, RELEASE, ACQUIRE, ADDRESS, DATA, STORE_MB, XCHG, CONTROL -> "";
            case MB -> "\tsmp_mb();\n";
            case WMB -> "\tsmp_wmb();\n";
            case RMB -> "\tsmp_rmb();\n";
            case BEFORE_ATOMIC -> "\tsmp_mb__before_atomic();\n\tatomic_inc(a);\n";
            case AFTER_ATOMIC -> "\tatomic_inc(a);\n\tsmp_mb__after_atomic();\n";
            case FULL_ATOMIC -> "\tr9 = atomic_inc_return(a);\n";
            case RELAXED_ATOMIC -> "\tr9 = atomic_inc_return_relaxed(a);\n";
            case GRACE -> "\tsynchronize_rcu();\n";
            case AFTER_SPINLOCK -> "\tspin_lock(l);\n\tsmp_mb__after_spinlock();\n\tspin_unlock(l);\n";
            case AFTER_UNLOCK_LOCK ->
                "\tspin_lock(l);\n\tspin_unlock(l);\n\tspin_lock(l);\n\tsmp_mb__after_unlock_lock();\n\tspin_unlock(l);\n";
            case UNLOCK_LOCK -> "\tspin_lock(l);\n\tspin_unlock(l);\n\tspin_lock(l);\n\tspin_unlock(l);\n";
            case SRCU_FENCE ->
                "\tr8 = srcu_read_lock(s);\n\tsrcu_read_unlock(s, r8);\n\tsmp_mb__after_srcu_read_unlock();\n";
            case FAILED_CMPXCHG -> "\tr9 = cmpxchg(a, 5, 6);\n";
        };
        String last = join == Join.CONTROL ? "\tif (r1 != 7)\n\t\t" + second + "\n" : "\t" + second + "\n";
        return "\t" + first + "\n" + between + last;
    }

    /** The statement for an access such as {@code Wx1} or {@code Ry}, the first or second of its thread. */
    private static String access(String access, int position, Join join) {
        String location = access.substring(1, 2);
        boolean dependent = position == 2 && (join == Join.ADDRESS || join == Join.DATA);
        String place = dependent && join == Join.ADDRESS ? "*(" + location + " + (r1 & 0))" : "*" + location;
        if (access.charAt(0) == 'R') {
            return position == 1 && join == Join.ACQUIRE
                ? "r1 = smp_load_acquire(" + location + ");"
                : "r" + position + " = READ_ONCE(" + place + ");";
        }
        String value = access.substring(2);
        if (position == 2 && join == Join.RELEASE) {
            return "smp_store_release(" + location + ", " + value + ");";
        }
        if (position == 1 && join == Join.STORE_MB) {
            return "smp_store_mb(*" + location + ", " + value + ");";
        }
        if (position == 1 && join == Join.XCHG) {
            return "r9 = xchg(" + location + ", " + value + ");";
        }
        return "WRITE_ONCE(" + place + ", " + (dependent && join == Join.DATA ? value + " + (r1 & 0)" : value) + ");";
    }
}
