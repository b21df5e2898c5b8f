package dev.quiesce.lifecycle;

import java.util.List;

/** What must be true of every history, and the variants of the model in which it is not. */
enum Promise {
    FREED("a freed state never yields a handle, and no state one of another card", "keeps_device"),
    TEARDOWN("teardown flushes regardless of the LSM and of the feature bit", "lsm_vetoes", "asks_feature"),
    REFUSED("a user flush that is refused removes nothing", "asks_on_the_way"),
    BALANCE("adds and deletes of the driver balance on each card", "stays_on_old_slave"),
    REFERENCES("a device's references end where they began", "leaks_reference"),
    CLEAR("no packet of an offloaded state leaves in clear text", "not_added_again", "sent_without_handle");

    final String words;
    final List<String> twins;

    Promise(String words, String... twins) {
        this.words = words;
        this.twins = List.of(twins);
    }
}
