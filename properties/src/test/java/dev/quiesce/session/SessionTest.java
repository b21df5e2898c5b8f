package dev.quiesce.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.Models;
import dev.quiesce.lang.Source;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Program;
import dev.quiesce.simulate.Session;
import dev.quiesce.simulate.Session.Call;
import dev.quiesce.simulate.ViolationException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session")
class SessionTest {
    private static final String MODEL = """
        #include <quiesce.h>
        #include <linux/slab.h>
        #include <linux/mutex.h>
        #include <linux/rcupdate.h>

        struct counter {
            int n;
            unsigned int low : 3, high : 5;
            struct counter *next;
            int past[2];
        };
        static struct counter total, other;
        static struct counter *made;
        static DEFINE_MUTEX(one);
        static DEFINE_MUTEX(two);

        static void add(struct counter *c, int by) { c->n += by; }
        static int get(struct counter *c) { return c->n; }
        static int pick(void) { return choose(7, 8, 9); }
        static void fill(void) { total.low = 5; total.high = 17; total.past[1] = -3; total.next = &other; other.n = 4; }
        static void make(void) { made = kzalloc(sizeof(*made), GFP_KERNEL); made->n = 6; }
        static void drop(void) { struct counter *c = made; kfree(c); }
        static void both(struct mutex *a, struct mutex *b)
        {
            mutex_lock(a); total.n++; mutex_lock(b); total.n++; mutex_unlock(b); mutex_unlock(a);
        }
        static void await_made(void) { await(made); }

        static void begin(void) { total.n = 1; }
        static void user(void) { add(&total, 10); }
        static void everything(void)
        {
            get(&total); pick(); fill(); make(); drop(); both(&one, &two); await_made();
        }
        struct scenario users = { .init = begin, .threads = { user, user } };
        struct scenario unused = { .threads = { everything } };
        """;
    private static final Program PROGRAM = Models.read(Source.of("counter.c", MODEL), Map.of()).getFirst();

    private final Session session = Session.of(PROGRAM);

    private long[] total() {
        return new long[] {session.address("total")};
    }

    @Test
    @DisplayName("does what its class documentation says")
    void example() {
        session.call("add", session.address("total"), 2);
        assertEquals(2, session.read("total.n"));

        Session.Saved two = session.save();
        session.start("add", session.address("total"), 1);
        session.start("add", session.address("total"), 1);
        session.run("add#2 add#3*2 add#2");
        assertEquals(3, session.read("total.n"));

        session.restore(two);
        session.start("add", session.address("total"), 1);
        session.start("add", session.address("total"), 1);
        session.run(42);
        assertTrue(session.schedule().startsWith("add*2 "), session.schedule());
    }

    @Test
    @DisplayName("gives what a function returns, and what its choices decide")
    void results() {
        session.call("add", session.address("total"), -5);
        assertEquals(-5, session.call("get", total()));
        assertEquals(7, session.call("pick"));
        Call call = session.start("pick");
        assertTrue(session.chooses(call.thread()));
        assertThrows(IllegalStateException.class, () -> session.result(call));
        session.step(call.thread(), 2);
        assertEquals(9, session.result(call));
    }

    @Test
    @DisplayName("reads scalars by their C names: members, elements, bit-fields, what pointers point at")
    void places() {
        session.call("fill");
        assertEquals(5, session.read("total.low"));
        assertEquals(17, session.read("total . high"));
        assertEquals(-3, session.read("total.past[1]"));
        assertEquals(4, session.read("total.next->n"));
        assertEquals(session.address("other"), session.read("total.next"));
    }

    @Test
    @DisplayName("says what is wrong with a name, and what there would have been")
    void names() {
        assertTrue(message(() -> session.read("totl")).contains("there are: made, one, other, total, two"));
        assertTrue(message(() -> session.read("total.m")).contains("'total' is struct counter, which has no member 'm'"));
        assertTrue(message(() -> session.read("total.past[2]")).contains("0 to 1"));
        assertTrue(message(() -> session.read("total")).contains("not a scalar"));
        assertTrue(message(() -> session.read("made->n")).contains("null pointer"));
        assertTrue(message(() -> session.call("ad")).contains("no function 'ad'"));
        assertTrue(message(() -> session.call("add")).contains("takes 2 arguments, not 0"));
        assertTrue(message(() -> session.run("nobody")).contains("no running thread 'nobody'"));
        assertTrue(message(() -> Session.of(PROGRAM, "nothing")).contains("[users, unused]"));
    }

    private static String message(org.junit.jupiter.api.function.Executable wrong) {
        return assertThrows(RuntimeException.class, wrong).getMessage();
    }

    @Test
    @DisplayName("runs threads in the order of a seed, the same each time, and all orders with enough seeds")
    void seeds() {
        Session.Saved start = session.save();
        Set<Long> outcomes = new TreeSet<>();
        for (long seed = 0; seed < 40; seed++) {
            String first = race(start, seed);
            assertEquals(first, race(start, seed));
            outcomes.add(session.read("total.n"));
        }
        assertEquals(Set.of(1L, 2L), outcomes);
    }

    private String race(Session.Saved start, long seed) {
        session.restore(start);
        session.start("add", session.address("total"), 1);
        session.start("add", session.address("total"), 1);
        session.run(seed);
        assertEquals(List.of(), session.alive());
        return session.schedule();
    }

    @Test
    @DisplayName("goes back to equal states, heap and threads included")
    void restores() {
        session.call("make");
        Call call = session.start("add", session.address("total"), 1);
        session.step(call.thread());
        Session.Saved here = session.save();
        session.finish(call);
        session.call("drop");
        assertThrows(IllegalStateException.class, () -> session.read("made->n"));
        session.restore(here);
        assertEquals(here.state(), session.state());
        assertEquals(6, session.read("made->n"));
        assertFalse(session.finished(call));
    }

    @Test
    @DisplayName("throws a violation with its trace, and stays where it was before")
    void violations() {
        session.call("make");
        session.call("drop");
        long gone = session.read("made");
        ViolationException e = assertThrows(ViolationException.class, () -> session.call("get", gone));
        assertEquals(Finding.USE_AFTER_FREE, e.violation().finding());
        assertEquals("make*3 drop*2 get", e.trace().schedule());
        assertTrue(e.getMessage().startsWith("use-after-free: "), e.getMessage());
        assertEquals(List.of("get"), session.alive());
    }

    @Test
    @DisplayName("tells a deadlock from a thread that only waits for another")
    void waiting() {
        Call waiter = session.start("await_made");
        assertThrows(ViolationException.class, () -> session.finish(waiter));
        session.start("make");
        assertThrows(IllegalStateException.class, () -> session.finish(waiter));
        session.run(1);
        assertTrue(session.finished(waiter));

        session.start("both", session.address("one"), session.address("two"));
        session.start("both", session.address("two"), session.address("one"));
        ViolationException e = assertThrows(ViolationException.class, () -> session.run("both both#2 both both#2 both"));
        assertEquals(Finding.DEADLOCK, e.violation().finding());
    }

    @Test
    @DisplayName("on a scenario starts after its init, with its threads at their beginnings")
    void scenario() {
        Session users = Session.of(PROGRAM, "users");
        assertEquals(1, users.read("total.n"));
        assertEquals(List.of("user", "user#2"), users.enabled());
        users.run("user user#2*2 user");
        assertEquals(11, users.read("total.n"));
        assertTrue(users.state().complete());
        assertEquals("begin user user#2*2 user", users.schedule());
    }
}
