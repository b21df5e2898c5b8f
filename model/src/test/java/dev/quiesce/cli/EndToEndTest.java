package dev.quiesce.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.quiesce.report.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a model to its verdict, and from the verdict back to the same picture, with nothing faked. */
class EndToEndTest {
    private final Terminal terminal = Terminal.real();

    @TempDir
    private Path folder;

    @Test
    void a_new_model_checks_as_it_is() {
        String name = folder.resolve("mine").toString();
        terminal.run("new", name);
        Terminal.Ran ran = terminal.run("check", name + ".c");
        assertEquals(0, ran.code(), ran.out() + ran.err());
        assertTrue(ran.out().endsWith("2 rows: 1 proved, 1 violated, 0 bounded; 0 not as expected\n"), ran.out());
    }

    @Test
    void what_was_found_is_replayed_byte_for_byte() throws Exception {
        for (String model : List.of("xfrm/flush", "xfrm/lower_handle")) {
            Path file = folder.resolve("result.json");
            terminal.run("check", model, "--format", "json", "--output", file.toString());
            Terminal.Ran replayed = terminal.run("replay", file.toString(), "--format", "json");
            assertEquals(0, replayed.code(), replayed.err());
            List<JsonNode> violated = new JsonMapper().readTree(Files.readString(file)).path("results").valueStream()
                .filter(row -> row.path("verdict").asText().equals("VIOLATED")).toList();
            assertFalse(violated.isEmpty());
            assertEquals(violated, new JsonMapper().readTree(replayed.out()).path("results").valueStream().toList());
            String checked = terminal.run("check", model).out();
            for (JsonNode row : violated) {
                assertTrue(checked.contains(picture(row)), row.path("scenario").asText());
            }
        }
    }

    /** The picture that the schedule alone leads to: all above the line that speaks of the search. */
    private String picture(JsonNode row) {
        Terminal.Ran ran = terminal.run("replay", row.path("model").asText(), row.path("scenario").asText(),
            "--variant", row.path("variant").asText(), row.path("schedule").asText());
        assertEquals(0, ran.code(), ran.err());
        return ran.out().split("\\n  [0-9,]+ steps?, ")[0];
    }

    @Test
    void what_was_chosen_stands_where_it_was_chosen_and_a_statement_is_told_once() throws Exception {
        Path file = Files.writeString(folder.resolve("choice.c"), """
            #include <quiesce.h>
            #include <linux/slab.h>
            static int mode;
            static int *p;
            static void setup(void)
            {
            	mode = choose(7, 8);
            }
            static void go(void)
            {
            	int v = choose(3, 5);

            	assume(READ_ONCE(mode) + v == 13);
            	p = may_fail(kzalloc(sizeof(*p), GFP_KERNEL));
            	*p = 1;
            }
            static void other(void) { WRITE_ONCE(mode, 8); }
            struct scenario s = { .init = setup, .threads = { go, other }, .expect = NULL_DEREF };
            """);
        Terminal.Ran ran = terminal.run("check", file.toString());
        assertEquals(0, ran.code(), ran.out() + ran.err());
        assertTrue(ran.out().contains("""
              first setup, alone:
                mode = choose(7, 8)  <-- chooses 8
            """), ran.out());
        assertTrue(ran.out().contains("  v = choose(3, 5)  <-- chooses 5\n"), ran.out());
        assertTrue(ran.out().contains("GFP_KERNEL))  <-- chooses 1\n  *p = 1  <-- NULL\n"), ran.out());
    }

    @Test
    void what_a_header_chooses_is_told_in_words_and_no_directive_is_told() throws Exception {
        Path file = Files.writeString(folder.resolve("hang.c"), """
            #include <quiesce.h>
            #include <linux/netdevice.h>
            static struct net_device *dev;
            static void setup(void)
            {
            	dev = alloc_netdev(0, "eth%d", NET_NAME_UNKNOWN, ether_setup);
            	register_netdev(dev);
            	dev_hold(dev);
            }
            static void leave(void)
            {
            	if (READ_ONCE(dev->mtu))
            #ifdef NEVER
            		dev_put(dev);
            #endif
            		cover("it has an MTU");
            	unregister_netdev(dev);
            	free_netdev(dev);
            }
            struct scenario s = { .init = setup, .threads = { leave }, .expect = DEADLOCK };
            """);
        Terminal.Ran ran = terminal.run("check", file.toString());
        assertEquals(0, ran.code(), ran.out() + ran.err());
        assertTrue(ran.out().contains("<-- NETDEV_UNREGISTER of eth0 is told again\n"), ran.out());
        assertTrue(ran.out().contains("\"waiting for eth0 to become free\""), ran.out());
        assertTrue(ran.out().contains("  if (READ_ONCE(dev->mtu))\n"), ran.out());
        assertFalse(ran.out().contains("chooses"), ran.out());
    }

    @Test
    void of_a_statement_that_others_come_between_is_told_what_happened_when() throws Exception {
        Path file = Files.writeString(folder.resolve("lost.c"), """
            #include <quiesce.h>
            static int count;
            static void once(void) { count++; }
            static void twice(void) { count += 2; }
            static void sum(void) { assert(count == 3); }
            struct scenario lost = { .threads = { once, twice }, .exit = sum };
            """);
        Terminal.Ran ran = terminal.run("check", file.toString());
        assertTrue(ran.out().contains("""
              count++  <-- reads count = 0
                                                   count += 2
              count++  <-- writes count = 1
            """), ran.out());
    }

    @Test
    void models_of_the_same_name_have_checkpoints_of_their_own() throws Exception {
        Path kept = folder.resolve("kept");
        List<Path> files = List.of(folder.resolve("a/mine.c"), folder.resolve("b/mine.c"));
        for (Path file : files) {
            Files.createDirectories(file.getParent());
            terminal.run("new", file.toString());
        }
        Terminal.Ran ran = terminal.run("check", files.get(0).toString(), files.get(1).toString(), "--variant", "fixed",
            "--max-states", "5", "--checkpoint", kept.toString());
        assertEquals(5, ran.code(), ran.out() + ran.err());
        try (Stream<Path> there = Files.list(kept)) {
            assertEquals(2, there.count());
        }
        ran = terminal.run("check", folder.resolve("b/../a/mine.c").toString(), files.get(1).toString(), "--variant", "fixed",
            "--checkpoint", kept.toString(), "--resume");
        assertEquals(0, ran.code(), ran.out() + ran.err());
        try (Stream<Path> there = Files.list(kept)) {
            assertEquals(0, there.count());
        }
        terminal.run("check", files.get(0).toString(), "--variant", "fixed", "--max-states", "5", "--checkpoint", kept.toString());
        Files.copy(files.get(0), folder.resolve("c.c"));
        Files.writeString(files.get(0), Files.readString(files.get(0)).replace("1", "2"));
        ran = terminal.run("check", files.get(0).toString(), "--variant", "fixed", "--checkpoint", kept.toString(), "--resume");
        assertEquals(64, ran.code(), ran.out() + ran.err());
        assertTrue(ran.err().contains("is the checkpoint of another model"), ran.err());
    }

    /** The only checkpoint in a folder. */
    private static Path only(Path kept) throws Exception {
        try (Stream<Path> there = Files.list(kept)) {
            List<Path> all = there.toList();
            assertEquals(1, all.size(), all::toString);
            return all.getFirst();
        }
    }

    @Test
    void a_checkpoint_that_is_not_there_is_missed_and_one_can_be_moved_with_its_model() throws Exception {
        Path kept = folder.resolve("kept");
        Path here = folder.resolve("here/mine.c");
        Path there = folder.resolve("there/mine.c");
        String none = kept + ": no checkpoint is there; searches start from the beginning";
        Files.createDirectories(here.getParent());
        Files.createDirectories(there.getParent());
        terminal.run("new", here.toString());
        List<String> resume = List.of("--checkpoint", kept.toString(), "--resume");
        Terminal.Ran ran = terminal.run(check(here, List.of("--max-states", "5"), resume));
        assertEquals(5, ran.code(), ran.out());
        assertEquals(1, ran.err().split(Pattern.quote(none), -1).length - 1, ran.err());
        Path file = only(kept);
        ran = terminal.run(check(here, List.of("--max-states", "5"), resume));
        assertFalse(ran.err().contains("from the beginning"), ran.err());
        assertEquals(file, only(kept));
        Files.move(here, there);
        ran = terminal.run(check(there, List.of("--max-states", "5"), resume));
        assertTrue(ran.err().contains(file.getFileName() + " is that of a model in another place"), ran.err());
        try (Stream<Path> all = Files.list(kept)) {
            Path made = all.filter(f -> !f.equals(file)).findFirst().orElseThrow();
            assertTrue(ran.err().contains("no " + made.getFileName() + " is there"), ran.err());
            Files.move(file, made, StandardCopyOption.REPLACE_EXISTING);
        }
        ran = terminal.run(check(there, List.of(), resume));
        assertEquals(0, ran.code(), ran.out() + ran.err());
        assertFalse(ran.err().contains("from the beginning"), ran.err());
        ran = terminal.run(check(there, List.of(), resume));
        assertTrue(ran.err().contains(none), ran.err());
    }

    private static String[] check(Path model, List<String> options, List<String> resume) {
        return Stream.of(List.of("check", model.toString(), "--variant", "fixed"), options, resume).flatMap(List::stream)
            .toArray(String[]::new);
    }

    @Test
    void what_only_fingerprints_show_is_no_proof_in_any_format() throws Exception {
        List<String> check = List.of("check", "xfrm/flush", "--scenario", "user_flush", "--variant", "D2", "--fingerprints");
        for (Format format : Format.values()) {
            List<String> arguments = new ArrayList<>(check);
            arguments.addAll(List.of("--format", format.name().toLowerCase(Locale.ROOT)));
            Terminal.Ran ran = terminal.run(arguments.toArray(String[]::new));
            assertEquals(format == Format.KSFT ? 4 : 5, ran.code(), ran.out() + ran.err());
            assertFalse(ran.out().replaceAll("(?s)<style>.*</style>", "").contains("PROVED"), ran.out());
            if (format != Format.DOT && format != Format.SVG && format != Format.JAVA) {
                assertTrue(ran.out().replaceAll("\\s+", " ").matches(".*64-bit fingerprints.*at most [1-9].[0-9]e-1[0-9].*"), ran.out());
            }
        }
        JsonNode row = new JsonMapper().readTree(terminal.run("check", "xfrm/flush", "--scenario", "user_flush", "--variant",
            "D2", "--fingerprints", "--format", "json").out()).path("results").path(0);
        assertEquals("PROBABLE", row.path("verdict").asText());
        assertFalse(row.path("asExpected").asBoolean());
        double states = row.path("states").asDouble();
        double bound = states * states / Math.pow(2, 65);
        assertTrue(row.path("missProbability").asDouble() >= bound && row.path("missProbability").asDouble() < bound * 1.1);
        assertEquals(64, terminal.run("check", "xfrm/flush", "--fingerprints", "--checkpoint", folder.toString()).code());
    }

    @Test
    void what_a_search_with_fingerprints_finds_is_replayed() throws Exception {
        Path file = folder.resolve("result.json");
        assertEquals(0, terminal.run("check", "xfrm/flush", "--fingerprints", "--scenario", "netns_exit", "--variant", "D0",
            "--format", "json", "--output", file.toString()).code());
        Terminal.Ran replayed = terminal.run("replay", file.toString());
        assertEquals(0, replayed.code(), replayed.err());
        assertTrue(replayed.out().contains("VIOLATED"), replayed.out());
    }

    @Test
    void an_interleaving_is_replayed_under_every_memory_model() throws Exception {
        String model = "src/test/resources/lkmm/list.c";
        for (String memory : List.of("sc", "tso", "lkmm")) {
            Path file = folder.resolve(memory + ".json");
            terminal.run("check", model, "--variant", "at_once", "--memory", memory, "--format", "json", "--output",
                file.toString());
            Terminal.Ran replayed = terminal.run("replay", file.toString());
            assertEquals(0, replayed.code(), replayed.err());
            JsonNode row = new JsonMapper().readTree(Files.readString(file)).path("results").path(0);
            Terminal.Ran typed = terminal.run("replay", model, row.path("scenario").asText(), "--variant", "at_once",
                "--memory", memory, row.path("schedule").asText());
            assertEquals(0, typed.code(), typed.err());
        }
        Terminal.Ran random = terminal.run("fuzz", model, "--variant", "at_once", "--seed", "1", "--format", "json");
        JsonNode row = new JsonMapper().readTree(random.out()).path("results").path(0);
        Terminal.Ran again = terminal.run("replay", model, row.path("scenario").asText(), "--variant", "at_once",
            "--every-access", row.path("schedule").asText());
        assertEquals(0, again.code(), again.err());
    }

    @Test
    void two_runs_write_the_same_bytes_but_for_the_seconds() {
        String once = terminal.run("check", "xfrm/flush", "--format", "json").out();
        String twice = terminal.run("check", "xfrm/flush", "--format", "json", "--workers", "1").out();
        assertEquals(once.replaceAll("\"seconds\" : [0-9.]+", ""), twice.replaceAll("\"seconds\" : [0-9.]+", ""));
    }

    @Test
    void every_primitive_that_the_language_has_is_explained() {
        for (String primitive : List.of("READ_ONCE", "WRITE_ONCE", "smp_load_acquire", "smp_store_release", "smp_mb",
            "smp_wmb", "atomic_inc", "atomic_dec_and_test", "atomic_cmpxchg", "xchg", "test_and_set_bit", "refcount_inc",
            "refcount_dec_and_test", "refcount_inc_not_zero", "kref_put", "dev_hold", "dev_put", "netdev_hold", "spin_lock",
            "spin_lock_bh", "spin_unlock_irqrestore", "read_lock", "write_lock", "mutex_lock", "down_read", "rtnl_lock",
            "lockdep_assert_held", "rcu_read_lock", "rcu_dereference", "rcu_assign_pointer", "synchronize_rcu", "call_rcu",
            "kfree_rcu", "srcu_read_lock", "INIT_WORK", "schedule_work", "queue_work", "flush_work", "cancel_work_sync",
            "timer_setup", "mod_timer", "timer_delete_sync", "wait_for_completion", "wait_event", "wake_up", "kmalloc",
            "kzalloc", "kfree", "kmem_cache_alloc", "list_add", "list_del", "list_for_each_entry", "hlist_add_head",
            "choose", "assume", "assert", "await", "await_then", "indivisible", "ghost", "observe", "cover", "spawn",
            "may_fail", "BUG_ON", "WARN_ON")) {
            Terminal.Ran ran = terminal.run("doc", primitive);
            assertEquals(0, ran.code(), ran.err());
            assertTrue(ran.out().lines().skip(2).findFirst().orElse("").matches("  [^#].*"), primitive + ":\n" + ran.out());
        }
    }

    @Test
    void the_bundled_models_are_listed_and_printed() {
        assertTrue(terminal.run("models").out().contains("xfrm/flush\n  netns_exit: "));
        assertTrue(terminal.run("models", "xfrm/flush").out().contains("struct scenario"));
    }
}
