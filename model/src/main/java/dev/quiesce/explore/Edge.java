package dev.quiesce.explore;

import dev.quiesce.explore.Memo.Node;

/** The way from a place in the tree of a {@link Memo} to what comes next. */
sealed interface Edge {
    /** Where it leads; null if that is not known yet. */
    Node child();

    void attach(Node child);

    /** What is looked at has this number. */
    record Found(Memo.Look at, int number) implements Edge {
        @Override
        public Node child() {
            return at.child(number);
        }

        @Override
        public void attach(Node child) {
            at.attach(number, child);
        }
    }

    /** What takes several parts to tell is this. */
    record Answered(Memo.Look at, Object answer) implements Edge {
        @Override
        public Node child() {
            return at.child(answer);
        }

        @Override
        public void attach(Node child) {
            at.attach(answer, child);
        }
    }

    /** The thread chooses this. */
    record Chosen(Memo.Fork at, int choice) implements Edge {
        @Override
        public Node child() {
            return at.child(choice);
        }

        @Override
        public void attach(Node child) {
            at.attach(choice, child);
        }
    }
}
