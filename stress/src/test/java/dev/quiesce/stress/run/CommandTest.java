package dev.quiesce.stress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The stress command")
class CommandTest {
    @TempDir
    Path folder;

    /** The one test that the command emits. */
    private String emitted(String... arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--emit";
        all[arguments.length + 1] = folder.toString();
        int code = Main.run(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, all);
        if (code != 0) {
            return "exit " + code;
        }
        return Files.readString(Path.of(out.toString(StandardCharsets.UTF_8).strip()));
    }

    /** What the command has against its arguments. */
    private String refused(String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        assertEquals(64, Main.run(System.out, new PrintStream(err, true, StandardCharsets.UTF_8), arguments));
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("says in two lines what is wrong with a command line, and which scenarios there are")
    void wrongArguments() throws IOException {
        Path model = Files.writeString(folder.resolve("two.c"), """
            #include <quiesce.h>
            #pragma quiesce variant(one)
            static int x;
            static void go(void) { WRITE_ONCE(x, 1); }
            struct scenario first = { .threads = { go } };
            struct scenario second = { .threads = { go } };
            """);
        String name = model.toString();
        assertEquals("quiesce: " + name + " has no such scenario or variant; it has first [one], second [one]\n"
            + "Try 'quiesce stress --help'.\n", refused(name, "third"));
        assertEquals(refused(name, "third"), refused(name, "--variant", "two"));
        assertTrue(refused(name, "--mapping", "weak").startsWith("quiesce: no such mapping: weak; there are sound,"));
        assertTrue(refused(name, "--cores", "0").startsWith("quiesce: --cores and --timeout must be at least 1\n"));
        assertTrue(refused().startsWith("quiesce: Missing required parameter: 'MODEL'\n"));
    }

    @Test
    @DisplayName("certified makes an access opaque where that is enough, and keeps what a dependency needs on a JVM")
    void certified() throws IOException {
        String source = emitted("RCU-publish", "--mapping", "certified");
        assertTrue(source.contains("Certificate: 2 of 3 plain and marked accesses are opaque; then Java's access modes allow 2"), source);
        assertTrue(source.contains("cpu.storeOpaque(S64, y_2, 1);"), source);
        assertTrue(source.contains("cpu.loadAcquire(S64, p_2);"), source);
        assertTrue(source.contains("cpu.loadOpaque(S64, r1);"), source);
        assertTrue(source.contains("expect = FORBIDDEN"), source);
        assertFalse(emitted("RCU-publish").contains("Opaque"));
    }

    @Test
    @DisplayName("gives no certificate for what Java's access modes say nothing about")
    void notCertified() throws IOException {
        assertEquals("exit 65", emitted("RCU-SB-one-to-one", "--mapping", "certified"));
        assertTrue(emitted("RCU-SB-one-to-one").contains("cpu.synchronize();"));
    }

    @Test
    @DisplayName("says of a device that goes what of it no real core can run")
    void unregistered() throws IOException {
        Path model = Files.writeString(folder.resolve("gone.c"), """
            #include <linux/netdevice.h>
            #include <linux/rtnetlink.h>
            static struct net_device *eth0;
            static void up(void)
            {
                eth0 = alloc_netdev(0, "eth%d", NET_NAME_UNKNOWN, NULL);
                assume(eth0);
                rtnl_lock();
                register_netdevice(eth0);
                rtnl_unlock();
                dev_hold(eth0);
            }
            static void user(void) { dev_put(eth0); }
            static void goes(void)
            {
                rtnl_lock();
                unregister_netdevice(eth0);
                rtnl_unlock();
                observe("gone", 1);
            }
            struct scenario gone = { .init = up, .threads = { user, goes } };
            """);
        assertTrue(emitted(model.toString()).contains("Note: no thread on a real core knows that everybody else waits"));
    }
}
