package dev.quiesce.lifecycle;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Histories with two packets going on beside the operations. */
class TogetherProperties {
    static final int TURNS = 300;

    @Provide
    Arbitrary<List<Turn>> turns() {
        return Turn.turns(TURNS);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    @Label("what holds of operations one after the other holds with packets beside them")
    void sideBySide(@ForAll("turns") List<Turn> turns) {
        Together.check(Lifecycles.FIXED, turns);
    }
}
