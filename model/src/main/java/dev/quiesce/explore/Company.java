package dev.quiesce.explore;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Searches that go on side by side and share the workers there are. Each has one. With the first level that several workers
 * are worth a search becomes large: from then on nobody joins, and it has, beside its own, all workers that the others have
 * left, until it leaves. One is large at a time, so that it is the only one that needs much memory; another that would
 * become large has to begin again when the first has left.
 */
public final class Company {
    private final int workers;
    private final Set<Member> members = new LinkedHashSet<>();
    private Member large;

    /** Thrown where a search would become large while another one is. */
    public static final class CrowdedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private CrowdedException() {
            super("another search is large", null, false, false);
        }
    }

    /** @param workers threads of all searches together, at least 1 and no less than there are members at a time */
    public Company(int workers) {
        this.workers = workers;
    }

    /** A search that joins as soon as no other one is large. */
    public synchronized Member join() {
        await(null, Integer.MAX_VALUE);
        return new Member();
    }

    /** A search that is large from the start, and joins when all others have left. */
    public synchronized Member joinAlone() {
        await(null, Integer.MAX_VALUE);
        Member member = new Member();
        large = member;
        await(member, 1);
        member.accompanied = false;
        return member;
    }

    /** Waits until {@code most} members are left, and none of them is large but this one. */
    private void await(Member mayBeLarge, int most) {
        try {
            while (large != mayBeLarge || members.size() > most) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for other searches", e);
        }
    }

    /** A search. */
    public final class Member implements AutoCloseable {
        private boolean accompanied;

        private Member() {
            members.add(this);
            if (members.size() > 1) {
                members.forEach(member -> member.accompanied = true);
            }
        }

        /** True if there was nobody else so far, so that whatever the machine has was its own. */
        public boolean isAlone() {
            synchronized (Company.this) {
                return !accompanied;
            }
        }

        /**
         * The workers it has for what is worth several; it is large from now on.
         *
         * @throws CrowdedException if another one is
         */
        int workers() {
            synchronized (Company.this) {
                if (large != null && large != this) {
                    throw new CrowdedException();
                }
                large = this;
                return workers + 1 - members.size();
            }
        }

        /** Leaves. */
        @Override
        public void close() {
            synchronized (Company.this) {
                members.remove(this);
                large = large == this ? null : large;
                Company.this.notifyAll();
            }
        }
    }
}
