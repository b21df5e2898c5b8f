package dev.quiesce.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quiesce.lang.Spelling;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    @Test
    void the_nearest_name_comes_first() {
        assertEquals(List.of("spin_lock", "spin_unlock"), Suggestions.near("spinlock", List.of("spin_unlock", "spin_lock", "kfree")));
        assertEquals(List.of("kfree_rcu"), Suggestions.near("kfree_rc", List.of("kfree_rcu", "spin_lock")));
    }

    @Test
    void a_name_like_nothing_gets_no_suggestion() {
        assertEquals("", Suggestions.question("zebra", List.of("spin_lock", "kfree")));
    }

    @Test
    void swapped_neighbours_are_one_mistake() {
        assertEquals(1, Spelling.distance("jsno", "json"));
        assertEquals(3, Spelling.distance("kitten", "sitting"));
    }
}
