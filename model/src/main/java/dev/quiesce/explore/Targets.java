package dev.quiesce.explore;

import java.util.ArrayList;
import java.util.List;

/** Targets on one level of the search that are as good as each other. */
final class Targets {
    private final int level;
    private final List<Target> all = new ArrayList<>();

    Targets(int level) {
        this.level = level;
    }

    int level() {
        return level;
    }

    List<Target> all() {
        return all;
    }

    void add(Target target) {
        all.add(target);
    }
}
