package dev.quiesce.lifecycle;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Shorter histories, with two packets going on beside the operations in every order. */
class TogetherProperties {
    private static final int TRIES = 100;
    private static final int MOMENTS = 120;

    @Provide
    Arbitrary<List<Moment>> moments() {
        return Moment.moments(MOMENTS);
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.FULL)
    @Label("what holds of operations one after the other holds with packets beside them")
    void sideBySide(@ForAll("moments") List<Moment> moments) {
        Together.run(Lifecycles.FIXED, moments);
    }
}
