package dev.quiesce.simulate;

import dev.quiesce.program.Finding;
import dev.quiesce.program.Site;

/** Why a step could not be completed. Thrown inside the machine only; carries no stack. */
abstract sealed class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Stop() {
        super(null, null, false, false);
    }

    /** The thread cannot take this step in this state. */
    static final class Blocked extends Stop {
        private static final long serialVersionUID = 1L;
        static final Blocked INSTANCE = new Blocked();
    }

    /** The execution is to be discarded. */
    static final class Discarded extends Stop {
        private static final long serialVersionUID = 1L;
        static final Discarded INSTANCE = new Discarded();
    }

    /** The step is an error of the program. */
    static final class Failed extends Stop {
        private static final long serialVersionUID = 1L;
        final Finding finding;
        final String message;
        /** Address the finding is about, 0 if none. */
        final long address;
        final transient Site site;

        Failed(Finding finding, String message, long address, Site site) {
            this.finding = finding;
            this.message = message;
            this.address = address;
            this.site = site;
        }
    }

    /** A register was read that was never assigned; the machine turns it into an error that names the variable. */
    static final class Unset extends Stop {
        private static final long serialVersionUID = 1L;
        final int register;
        final transient Site site;

        Unset(int register, Site site) {
            this.register = register;
            this.site = site;
        }
    }

    /** There is no room for what a step does. */
    static final class Exhausted extends Stop {
        private static final long serialVersionUID = 1L;
        /** It has gone on for too long without an end in sight. */
        static final Exhausted STEP = new Exhausted("instructions in one step");
        /** It has chosen so often that there is no going through all combinations. */
        static final Exhausted CHOICES = new Exhausted("choices in one step: " + Choices.MOST);
        static final Exhausted WAYS = new Exhausted("ways to take one step: " + Choices.MOST_COMBINATIONS);
        static final Exhausted THREADS = new Exhausted("threads at the same time: " + Machine.MAX_SLOTS);
        static final Exhausted STORES = new Exhausted("stores under way in one thread: " + StoreBuffer.MOST);
        static final Exhausted SECTIONS = new Exhausted("read-side sections of one thread under way: " + Readers.MOST);
        /** What there was too much of. */
        final String limit;

        private Exhausted(String limit) {
            this.limit = limit;
        }
    }
}
