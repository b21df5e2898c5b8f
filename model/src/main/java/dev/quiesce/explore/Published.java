package dev.quiesce.explore;

import java.lang.invoke.VarHandle;

/** Arrays that grow while others read them without a lock. */
final class Published {
    private Published() {}

    /** The array, to be put where readers find it: they shall not see it before what is in it. */
    static <T> T array(T array) {
        VarHandle.storeStoreFence();
        return array;
    }
}
