package dev.quiesce.mutation;

import dev.quiesce.mutation.CText.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be taken out of a model: each protection once. Lines stay where they are. */
final class Mutators {
    private static final String LOCK = "(?:raw_)?(?:spin|read|write)_lock(?:_bh|_irq|_irqsave)?|mutex_lock(?:_nested)?"
        + "|down(?:_read|_write)?|rtnl_lock|rcu_read_lock(?:_bh|_sched)?|srcu_read_lock|local_bh_disable|preempt_disable"
        + "|local_irq_disable|lock_sock|bh_lock_sock|netif_tx_lock(?:_bh)?|write_seq(?:lock|count_begin)";
    private static final String WAIT = "synchronize_\\w+|\\w*rcu_barrier|srcu_barrier|flush_\\w+|drain_workqueue|destroy_workqueue"
        + "|\\w*cancel_\\w*sync|disable_\\w*work_sync|timer_(?:delete|shutdown)_sync|del_timer_sync|hrtimer_cancel"
        + "|tasklet_(?:kill|disable)|napi_disable|kthread_stop|wait_for_completion\\w*|wait_event\\w*|wait_var_event\\w*|wait_on_bit\\w*"
        + "|await|tasklet_unlock_wait|kthread_flush_work|tcf_queue_flush|swait_event\\w*";
    private static final String HOLD = "refcount_inc|kref_get|dev_hold|netdev_hold|sock_hold|skb_get|dst_hold|get_net|atomic_inc"
        + "|get_device|bond_hold|\\w+_hold";
    private static final String PUT = "refcount_dec|kref_put|dev_put|netdev_put|sock_put|dst_release|put_net|atomic_dec|\\w+_put"
        + "|kfree_skb|consume_skb";
    private static final String UNLINK = "netdev_tracker_free|(?:h?list|hlist_nulls)_(?:del|replace|move)\\w*|idr_remove|__?\\w*unhash\\w*|hash_del\\w*";
    private static final String SIGNAL = "complete(?:_all)?|wake_up\\w*|cancel_(?:delayed_)?work|timer_delete|del_timer"
        + "|hrtimer_try_to_cancel|disable_work";
    private static final String FLAG = "(?:dead|dying|clos|stop|shut|down|gone|remov|disab)\\w*";
    /** What does the same without waiting, or without asking. */
    private static final Map<String, Function<Call, String>> WEAKER = new LinkedHashMap<>();

    static {
        weaker("call_rcu(?:_hurry)?", c -> c.arguments().get(1) + "(" + c.argument() + ")");
        weaker("call_srcu", c -> c.arguments().get(2) + "(" + c.arguments().get(1) + ")");
        weaker("kfree_rcu|kvfree_rcu|kfree_rcu_mightsleep", c -> "kfree(" + c.argument() + ")");
        weaker("queue_rcu_work", c -> "queue_work(" + c.argument() + ", &(" + c.arguments().get(1) + ")->work)");
        weaker("cancel_(?:delayed_)?work_sync|disable_(?:delayed_)?work_sync|timer_delete_sync|del_timer_sync",
            c -> c.name().replace("_sync", "") + "(" + c.argument() + ")");
        weaker("hrtimer_cancel", c -> "hrtimer_try_to_cancel(" + c.argument() + ")");
        weaker("disable_work_sync|disable_delayed_work_sync", c -> c.name().replace("disable", "cancel") + "(" + c.argument() + ")");
        weaker("timer_shutdown_sync", c -> "timer_delete_sync(" + c.argument() + ")");
        weaker("refcount_inc_not_zero", c -> "(refcount_inc(" + c.argument() + "), true)");
        weaker("atomic_inc_not_zero", c -> "(atomic_inc(" + c.argument() + "), true)");
        weaker("kref_get_unless_zero", c -> "(kref_get(" + c.argument() + "), true)");
        weaker("xchg", c -> halves(c.argument(), c.arguments().get(1)));
        weaker("rcu_replace_pointer", c -> halves("&(" + c.argument() + ")", c.arguments().get(1)));
        weaker("cmpxchg", c -> "({ typeof(*(" + c.argument() + ")) __was = READ_ONCE(*(" + c.argument() + ")); if (__was == ("
            + c.arguments().get(1) + ")) WRITE_ONCE(*(" + c.argument() + "), " + c.arguments().get(2) + "); __was; })");
        weaker("test_and_set_bit|test_and_clear_bit", c -> "({ bool __was = test_bit(" + c.argument() + ", " + c.arguments().get(1)
            + "); " + c.name().replace("test_and_", "") + "(" + c.argument() + ", " + c.arguments().get(1) + "); __was; })");
        weaker("refcount_dec_and_test", c -> "(refcount_set(" + c.argument() + ", refcount_read(" + c.argument()
            + ") - 1), !refcount_read(" + c.argument() + "))");
        weaker("atomic_dec_and_test", c -> "(atomic_set(" + c.argument() + ", atomic_read(" + c.argument()
            + ") - 1), !atomic_read(" + c.argument() + "))");
        weaker("hlist_del_init_rcu|hlist_del_init|list_del_init", c -> (c.name().startsWith("h") ? "h" : "") + "list_del"
            + (c.name().endsWith("rcu") ? "_rcu" : "") + "(" + c.argument() + ")");
        weaker("h?list_del_rcu|hlist_del_init_rcu", c -> c.name().replace("_rcu", "") + "(" + c.argument() + ")");
    }

    private final CText c;
    private final List<Mutant> mutants = new ArrayList<>();

    private Mutators(String text) {
        this.c = new CText(text);
    }

    private static void weaker(String name, Function<Call, String> instead) {
        WEAKER.put(name, instead);
    }

    private static String halves(String place, String value) {
        return "({ typeof(*(" + place + ")) __was = READ_ONCE(*(" + place + ")); WRITE_ONCE(*(" + place + "), " + value
            + "); __was; })";
    }

    /** The mutants of a model, in the order of their first lines. */
    static List<Mutant> of(String text) {
        Mutators all = new Mutators(text);
        all.sections();
        all.statements(WAIT, true);
        all.statements(HOLD + "|" + UNLINK + "|" + SIGNAL, false);
        all.references();
        WEAKER.forEach((name, instead) -> all.c.calls(name).forEach(call ->
            all.add("weaker", call.from(), name.contains("sync"), List.of(new Edit(call.from(), call.to(), instead.apply(call))))));
        all.assignments();
        all.conditions();
        all.contexts();
        all.mutants.sort(Comparator.comparingInt(m -> m.lines().iterator().next()));
        return all.mutants;
    }

    /** Replaces what stands between two places. */
    private record Edit(int from, int to, String text) {}

    private void add(String change, int at, boolean waits, List<Edit> edits) {
        StringBuilder text = new StringBuilder(c.text);
        TreeSet<Integer> lines = new TreeSet<>();
        List<Edit> backwards = new ArrayList<>(edits);
        backwards.sort(Comparator.comparingInt(Edit::from).reversed());
        for (Edit edit : backwards) {
            String old = c.text.substring(edit.from, edit.to);
            lines.add(c.line(edit.from));
            text.replace(edit.from, edit.to, edit.text.replace('\n', ' ') + "\n".repeat((int) old.chars().filter(x -> x == '\n').count()));
        }
        mutants.add(new Mutant(c.function(at), change, c.lineText(at), lines, waits, text.toString()));
    }

    private static Edit without(Call call) {
        return new Edit(call.from(), call.to(), call.name().equals("srcu_read_lock") ? "0" : "(void)0");
    }

    // ---- lock and unlock together

    private void sections() {
        for (Call lock : c.calls(LOCK)) {
            String ends = unlock(lock.name());
            List<Call> here = partners(lock, ends, lock.function());
            List<Edit> edits = new ArrayList<>();
            edits.add(without(lock));
            if (here.isEmpty()) {
                // Taken here, given back elsewhere: all of them.
                edits.clear();
                c.calls(lock.name() + "|" + ends).stream().filter(other -> other.argument().equals(lock.argument()))
                    .forEach(other -> edits.add(without(other)));
            } else {
                here.forEach(other -> edits.add(without(other)));
            }
            add("without the section", lock.from(), false, edits);
        }
    }

    private List<Call> partners(Call lock, String ends, String function) {
        int until = c.calls(lock.name()).stream().filter(other -> other.function().equals(function) && same(other, lock)
            && other.from() > lock.from()).mapToInt(Call::from).min().orElse(Integer.MAX_VALUE);
        return c.calls(ends).stream().filter(other -> other.function().equals(function) && same(other, lock)
            && other.from() > lock.from() && other.from() < until).toList();
    }

    private static boolean same(Call a, Call b) {
        return a.argument().equals(b.argument());
    }

    private static String unlock(String lock) {
        return switch (lock) {
            case "lock_sock" -> "release_sock";
            case "bh_lock_sock" -> "bh_unlock_sock";
            case "mutex_lock_nested" -> "mutex_unlock";
            case "write_seqcount_begin" -> "write_seqcount_end";
            default -> lock.startsWith("down") ? lock.replace("down", "up")
                : lock.replace("irqsave", "irqrestore").replace("disable", "enable").replace("lock", "unlock");
        };
    }

    /** Holds and puts of one function together. */
    private void references() {
        List<Call> puts = c.calls(PUT);
        for (Call hold : c.calls(HOLD)) {
            List<Call> fitting = puts.stream().filter(put -> put.function().equals(hold.function()) && same(put, hold)
                && c.isStatement(put.from(), put.to()) && put.from() > hold.from()).toList();
            if (!fitting.isEmpty() && c.isStatement(hold.from(), hold.to())) {
                List<Edit> edits = new ArrayList<>(List.of(without(hold)));
                fitting.forEach(put -> edits.add(without(put)));
                add("without the reference", hold.from(), false, edits);
            }
        }
    }

    // ---- one statement

    private void statements(String name, boolean waits) {
        for (Call call : c.calls(name)) {
            if (c.isStatement(call.from(), call.to())) {
                add("without", call.from(), waits, List.of(without(call)));
            }
        }
    }

    /** Pointers that are cleared, and flags that say that something is over. */
    private void assignments() {
        Pattern marked = Pattern.compile("(?<=[;{}\\n])\\s*((?:rcu_assign_pointer|RCU_INIT_POINTER|WRITE_ONCE|smp_store_release)\\s*\\("
            + "(?:[^;]*,\\s*NULL|[^;,]*\\b" + FLAG + ",\\s*(?:true|1))\\s*\\));", Pattern.CASE_INSENSITIVE);
        Pattern plain = Pattern.compile("(?<=[;{}\\n])\\s*((?:[\\w>.\\[\\]-]+\\s*=\\s*NULL|[\\w>.\\[\\]-]*\\b" + FLAG
            + "\\s*=\\s*(?:true|1)));", Pattern.CASE_INSENSITIVE);
        for (Pattern pattern : List.of(marked, plain)) {
            for (Matcher m = pattern.matcher(c.seen); m.find();) {
                if (!c.function(m.start(1)).isEmpty() && !c.lineText(m.start(1)).contains("ghost {")) {
                    add("without", m.start(1), false, List.of(new Edit(m.start(1), m.end(1), "(void)0")));
                }
            }
        }
    }

    /** A check that leads away, as if it never did. What its condition does is still done. */
    private void conditions() {
        Pattern away = Pattern.compile("\\{?\\s*(?:return|goto|break|continue)\\b");
        for (Call check : c.calls("if")) {
            if (away.matcher(c.seen).region(c.next(check.to()), c.seen.length()).lookingAt()) {
                String condition = c.text.substring(check.from() + check.name().length(), check.to()).strip();
                add("never so", check.from(), false, List.of(new Edit(check.from(), check.to(), "if ((" + condition + ", 0))")));
            }
        }
    }

    /** What may be done in atomic context, done as if it were none. */
    private void contexts() {
        for (Matcher m = Pattern.compile("\\bGFP_ATOMIC\\b").matcher(c.seen); m.find();) {
            if (!c.function(m.start()).isEmpty()) {
                add("GFP_KERNEL", m.start(), false, List.of(new Edit(m.start(), m.end(), "GFP_KERNEL")));
            }
        }
        for (Call lock : c.calls("(?:spin|read|write)_lock_(?:bh|irq|irqsave)")) {
            List<Call> ends = partners(lock, unlock(lock.name()), lock.function());
            if (!ends.isEmpty()) {
                List<Edit> edits = new ArrayList<>();
                edits.add(new Edit(lock.from(), lock.to(), plain(lock)));
                ends.forEach(end -> edits.add(new Edit(end.from(), end.to(), plain(end))));
                add("softirqs let in", lock.from(), false, edits);
            }
        }
    }

    private static String plain(Call lock) {
        return lock.name().replaceAll("_(?:bh|irqsave|irqrestore|irq)$", "") + "(" + lock.argument() + ")";
    }
}
