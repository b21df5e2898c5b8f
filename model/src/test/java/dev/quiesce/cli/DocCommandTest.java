package dev.quiesce.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.Golden;
import org.junit.jupiter.api.Test;

class DocCommandTest {
    private final Cli cli = new Cli();

    @Test
    void a_primitive_is_explained_by_the_comment_above_its_definition() {
        Golden.check("cli/doc.text", cli.run("doc", "spin_unlock").out() + cli.run("doc", "spin_lock_bh()").out()
            + cli.run("doc", "struct list_head").out() + cli.run("doc", "kfree_rcu_mightsleep").out());
    }

    @Test
    void a_near_miss_gets_suggestions() {
        Terminal.Ran ran = cli.run("doc", "spinlock");
        assertEquals(64, ran.code());
        assertTrue(ran.err().contains("did you mean spin_lock or "), ran.err());
    }

    @Test
    void without_a_name_all_are_listed() {
        assertEquals("kfree_rcu_mightsleep\nlist_head\nspin_lock\nspin_lock_bh\nspin_unlock\n", cli.run("doc").out());
    }

    @Test
    void headers_are_listed() {
        assertEquals(cli.headers().keySet().stream().sorted().toList(), cli.run("doc", "headers").out().lines().toList());
    }
}
