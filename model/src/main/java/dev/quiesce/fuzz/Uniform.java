package dev.quiesce.fuzz;

import java.util.random.RandomGenerator;

/** Any thread that can move, all equally likely: the first that can move in a random order. */
final class Uniform implements Scheduler {
    private final RandomGenerator random;

    Uniform(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void order(int[] slots, int count) {
        for (int n = count - 1; n > 0; n--) {
            int other = random.nextInt(n + 1);
            int slot = slots[n];
            slots[n] = slots[other];
            slots[other] = slot;
        }
    }

    @Override
    public boolean givesWay(int slot) {
        return false;
    }

    @Override
    public void moved(int slot) { }
}
