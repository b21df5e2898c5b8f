package dev.quiesce.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.program.Finding;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Races;
import dev.quiesce.program.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Reading a model")
class ModelsTest {
    private static final String HEAD = "#include <quiesce.h>\nstatic void f(void) {}\nstatic void g(void) {}\n";

    private static List<Program> read(String text) {
        return Models.read(Source.of("some/flow.c", HEAD + text), Map.of());
    }

    private static long value(Program program, String name) {
        GlobalObject global = program.globals().stream().filter(g -> g.name().equals(name)).findFirst().orElseThrow();
        return global.initializers().isEmpty() ? 0 : global.initializers().getFirst().value();
    }

    @Test
    @DisplayName("gives a program for each variant, in order, with its macros defined")
    void variants() {
        List<Program> programs = read("""
                #pragma quiesce variant(plain)
                # pragma quiesce  variant( fixed.v2 , FIX , LEVEL = 3 )  // the repair
                /* #pragma quiesce variant(not_me) */
                #ifdef FIX
                static int level = LEVEL + FIX;
                #else
                static int level;
                #endif
                struct scenario s = { .threads = { f } };
                """);
        assertEquals(List.of("plain", "fixed.v2"), programs.stream().map(Program::variant).toList());
        assertEquals(List.of(0L, 4L), programs.stream().map(p -> value(p, "level")).toList());
        assertEquals("flow", programs.getFirst().model());
    }

    @Test
    @DisplayName("reads no other variants than are wanted, unless it has none of these")
    void wanted() {
        Source source = Source.of("flow.c", HEAD + """
                #pragma quiesce variant(plain)
                #pragma quiesce variant(broken, BREAK)
                #ifdef BREAK
                static int broken = nothing;
                #endif
                struct scenario s = { .threads = { f } };
                """);
        assertEquals(List.of("plain"),
                Models.read(source, Map.of(), List.of("plain", "other")).stream().map(Program::variant).toList());
        assertThrows(ModelException.class, () -> Models.read(source, Map.of(), List.of("other")));
        assertThrows(ModelException.class, () -> Models.read(source, Map.of(), List.of()));
        assertEquals(List.of("plain", "broken"), Models.variants(source));
    }

    @Test
    @DisplayName("without a pragma gives the variant 'default', and macros from outside reach it")
    void macros() {
        Program program = Models.read(Source.of("m.c", HEAD + "static int x = OUTSIDE;\nstruct scenario s = { .threads = { f } };\n"),
                Map.of("OUTSIDE", "7")).getFirst();
        assertEquals("default", program.variant());
        assertEquals(7, value(program, "x"));
    }

    @Test
    @DisplayName("gives its scenarios with all members")
    void scenarios() {
        Program program = read("""
                struct scenario one = { .about = "first " "one", .init = f, .threads = { g, NULL, g }, .softirqs = { f }, .exit = g,
                        .memory = MEMORY_LKMM, .expect = USE_AFTER_FREE, .endless = true, .races = RACES_FAIL, .unroll = 4 };
                static const struct scenario two = { .exit = f };
                """).getFirst();
        Scenario one = program.scenario("one");
        assertEquals("first one", one.about());
        assertEquals(List.of(one.exit(), one.exit()), one.threads());
        assertEquals(List.of(one.init()), one.softirqs());
        assertEquals("f", program.functions().get(one.init()).name());
        assertEquals(List.of(MemoryModel.LKMM, Finding.USE_AFTER_FREE, Races.FAIL, true, 4),
                List.of(one.memory(), one.expect(), one.races(), one.endless(), one.unroll()));
        assertEquals("", program.scenario("two").about());
        assertEquals(2, program.scenarios().size());
    }

    @Test
    @DisplayName("finds headers beside the file, and names files as the user did")
    void headers(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("common.h"), "static int shared;\nstatic inline void touch(void)\n{\n\tshared = 1;\n}\n");
        Files.writeString(folder.resolve("m.c"), "#include <quiesce.h>\n#include \"common.h\"\nstatic void f(void) { touch(); }\n"
                + "struct scenario s = { .threads = { f } };\n");
        Program program = Models.read(folder.resolve("m.c"), Map.of()).getFirst();
        Instruction store = program.functions().get(1).body().getFirst();
        assertEquals(folder.resolve("common.h") + ":4: shared = 1", store.site().toString());
        Files.writeString(folder.resolve("common.h"), "static int shared = nothing;\n");
        ModelException wrong = assertThrows(ModelException.class, () -> Models.read(folder.resolve("m.c"), Map.of()));
        assertTrue(wrong.getMessage().startsWith(folder.resolve("common.h") + ":1:21: error: "), wrong::getMessage);
    }

    @Test
    @DisplayName("says what is wrong once, though every variant has it")
    void once() {
        ModelException wrong = assertThrows(ModelException.class, () -> read("""
                #pragma quiesce variant(a)
                #pragma quiesce variant(b, B)
                static int both = nothing;
                #ifdef B
                static int one = nothing_either;
                #endif
                struct scenario s = { .threads = { f } };
                """));
        assertEquals(2, wrong.diagnostics().size(), wrong::getMessage);
    }

    @Test
    @DisplayName("of a file that is not there is an error, not a crash")
    void missing() {
        ModelException wrong = assertThrows(ModelException.class, () -> Models.read(Path.of("no/such.c"), Map.of()));
        assertEquals("no/such.c: error: no such file", wrong.getMessage());
    }

    @Test
    @DisplayName("names allocations after what they are for")
    void allocations() {
        Program program = Models.read(Source.of("m.c", """
                #include <quiesce.h>
                #include <linux/slab.h>
                struct flow { int id; int more[]; };
                static struct kmem_cache *cache;
                static void f(int n)
                {
                	struct flow *a = kmalloc(sizeof(*a), GFP_ATOMIC);
                	struct flow *b = kzalloc(struct_size(b, more, 3), GFP_ATOMIC);
                	int *c = kcalloc(4, sizeof(int), GFP_ATOMIC);
                	long *d = kmalloc(64, GFP_ATOMIC);
                	struct flow *e = kmem_cache_alloc(cache, GFP_ATOMIC);
                	struct flow *g = may_fail(kmalloc(sizeof(struct flow), GFP_ATOMIC));
                	kfree(a); kfree(b); kfree(c); kfree(d); kfree(e); kfree(g);
                }
                static void run(void) { f(1); }
                struct scenario s = { .threads = { run } };
                """), Map.of()).getFirst();
        List<String> names = program.functions().stream().flatMap(f -> f.body().stream())
                .filter(Instruction.Allocate.class::isInstance)
                .map(i -> ((Instruction.Allocate) i).type().name()).toList();
        assertEquals(List.of("struct flow", "struct flow", "int[4]", "long", "struct flow", "struct flow"), names);
    }

    private static final String KERNEL = "#include <linux/netdevice.h>\n";
    private static final String FOUR = "static int four;\nstruct scenario s = { .init = f, .threads = { g }, .exit = test };\n";

    @Test
    @DisplayName("brings in the headers that the kernel's would have brought along, and keeps every place in the text")
    void broughtAlong() {
        assertEquals(1, read(KERNEL + """
                static DECLARE_COMPLETION(done);
                static void test(void) { BUG_ON(!IS_ERR(ERR_PTR(-ENOMEM))); complete(&done); msleep(1); }
                """ + FOUR).size());
        String text = "static void test(void) { complete(0); no_such_thing(); }\n";
        ModelException refused = assertThrows(ModelException.class, () -> read(KERNEL + text + FOUR));
        assertTrue(refused.getMessage().contains("some/flow.c:5:39: error: function 'no_such_thing' is not declared"),
                refused.getMessage());
    }

    @Test
    @DisplayName("brings in nothing for a file that includes no header of the kernel's")
    void nothingBrought() {
        assertThrows(ModelException.class, () -> read("static void test(void) { kfree(0); }\n" + FOUR));
    }

    @Test
    @DisplayName("takes the file's own definition where a bundled header has one too")
    void ownDefinitions() {
        Program program = read(KERNEL + """
                struct napi_struct { int mine; };
                struct sk_buff_head { struct napi_struct mine; int more; };
                enum { NAPI_STATE_SCHED, NETDEV_TX_OK = 40 };
                static int netif_running(struct napi_struct *n) { return n->mine; }
                #define netif_device_attach(n) ((n)->mine = 4)
                static void test(void)
                {
                	struct napi_struct n;
                	netif_device_attach(&n);
                	four = netif_running(&n) + NETDEV_TX_OK;
                }
                static const unsigned long size = sizeof(struct sk_buff_head);
                static const unsigned long *use(void) { return &size; }
                """.replace("static void test", "static int four;\nstatic void test") + FOUR).getFirst();
        assertEquals("s", program.scenarios().getFirst().name());
    }

    @Test
    @DisplayName("takes no loop behind a label for a function of the file's own")
    void labelBeforeLoop() {
        Program program = read("""
                #include <quiesce.h>
                #include <linux/list.h>
                #include <linux/security.h>
                static LIST_HEAD(states);
                static int security_xfrm_state_delete(struct list_head *at) { return 0; }
                static void test(void)
                {
                	struct list_head *at;
                restart:
                	list_for_each(at, &states) {
                		security_xfrm_state_delete(at);
                		goto restart;
                	}
                }
                struct scenario s = { .threads = { test } };
                """).getFirst();
        assertEquals("s", program.scenarios().getFirst().name());
    }

    @Test
    @DisplayName("finds the headers of a folder of which the file defines the name")
    void ownNamespace() {
        Program program = read("""
                #include <quiesce.h>
                #include <linux/workqueue.h>
                #include <net/net_namespace.h>
                struct net { int states; struct work_struct work; };
                static struct net init_net;
                static void cleanup_net(struct work_struct *work) { container_of(work, struct net, work)->states = 0; }
                static void put_net(struct net *net) { schedule_work(&net->work); }
                static void test(void)
                {
                	INIT_WORK(&init_net.work, cleanup_net);
                	put_net(&init_net);
                }
                struct scenario s = { .threads = { test } };
                """).getFirst();
        assertEquals("s", program.scenarios().getFirst().name());
    }

    @Test
    @DisplayName("takes no object of the file's own for a bundled struct of its name")
    void objectNamedAsStruct() {
        Program program = read("""
                #include <quiesce.h>
                #include <linux/security.h>
                #include <net/net_namespace.h>
                static struct net *net = &init_net;
                static DEFINE_MUTEX(mutex);
                static int security_xfrm_state_delete(struct net *at) { return refcount_read(&at->count); }
                static void test(void)
                {
                	mutex_lock(&mutex);
                	security_xfrm_state_delete(net);
                	mutex_unlock(&mutex);
                }
                struct scenario s = { .threads = { test } };
                """).getFirst();
        assertEquals("s", program.scenarios().getFirst().name());
    }

    @Test
    @DisplayName("tells what a file defines by its form")
    void definitions() {
        assertEquals(Set.of("M", "N", "point", "colour", "RED", "GREEN", "count", "table", "handle", "move", "used"),
                Leniency.definitions("""
                #define M 1
                #  define N(a) ((a) + 1)
                struct point { int x; struct inner *next; };
                struct declared;
                enum colour { RED = 3, GREEN };
                static unsigned long count;
                static struct point *table[4] = { 0 };
                typedef unsigned long handle;
                static int declared_only(int a);
                static DEFINE_SPINLOCK(lock);
                static struct point used __attribute__((unused)) = { 0 };
                static inline struct point *
                move(struct point *p, int (*by)(int))
                {
                	int local = 3;
                again:
                	list_for_each_entry(p, head, list) {
                		goto again;
                	}
                out:
                	err = 0;
                	return p;
                }
                """));
    }
}
