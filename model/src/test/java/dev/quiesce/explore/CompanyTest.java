package dev.quiesce.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quiesce.lang.Models;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Image;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.Slice;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Searches in company")
@Timeout(60)
class CompanyTest {
    private static final int WORKERS = 3;
    private final Company company = new Company(WORKERS);

    private static FutureTask<Company.Member> waiting(Supplier<Company.Member> way) throws InterruptedException {
        FutureTask<Company.Member> task = new FutureTask<>(way::get);
        Thread thread = Thread.ofPlatform().daemon().start(task);
        while (thread.getState() != Thread.State.WAITING) {
            assertFalse(task.isDone(), "does not wait");
            Thread.sleep(1);
        }
        return task;
    }

    @Test
    @DisplayName("have one worker each, and a large one those too that the others leave")
    void shareWorkers() {
        Company.Member first = company.join();
        Company.Member second = company.join();
        assertEquals(WORKERS - 1, first.workers());
        assertThrows(Company.CrowdedException.class, second::workers);
        second.close();
        assertEquals(WORKERS, first.workers());
        first.close();
        assertEquals(WORKERS, company.join().workers());
    }

    @Test
    @DisplayName("do not join while one is large")
    void waitForALargeOne() throws Exception {
        Company.Member large = company.join();
        large.workers();
        FutureTask<Company.Member> next = waiting(company::join);
        large.close();
        assertTrue(next.get().isAlone());
    }

    @Test
    @DisplayName("have to leave before one joins that wants to be alone, and join no more while it is there")
    void leaveOneAlone() throws Exception {
        Company.Member first = company.join();
        FutureTask<Company.Member> alone = waiting(company::joinAlone);
        FutureTask<Company.Member> next = waiting(company::join);
        assertThrows(Company.CrowdedException.class, first::workers);
        first.close();
        Company.Member member = alone.get();
        assertTrue(member.isAlone());
        assertEquals(WORKERS, member.workers());
        assertFalse(next.isDone());
        member.close();
        next.get().close();
    }

    @Test
    @DisplayName("know whether there was ever another")
    void knowWhetherThereWasAnother() {
        Company.Member first = company.join();
        assertTrue(first.isAlone());
        Company.Member second = company.join();
        second.close();
        assertFalse(first.isAlone());
        assertFalse(second.isAlone());
        first.close();
        assertTrue(company.join().isAlone());
    }

    private static Explorer explorer(Image image, Explorer.Watcher watcher) {
        return new Explorer(image, false, Reduction.ALL, false, Explorer.RacePolicy.COLLECT, Limits.NONE, WORKERS, watcher).sharing(50);
    }

    @Test
    @DisplayName("become large one at a time, and find what they find alone")
    void becomeLargeOneAtATime() throws Exception {
        Program program = Models.read(Path.of("src/main/resources/models/xfrm/flush.c"), Map.of()).getFirst();
        Scenario scenario = program.scenario("user_flush");
        Image image = new Image(Slice.of(program, scenario), scenario);
        Exploration expected = explorer(image, (states, transitions, frontier, depth) -> { }).explore();
        CountDownLatch large = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        FutureTask<Exploration> first = new FutureTask<>(() -> {
            try (Company.Member member = company.join()) {
                return explorer(image, (states, transitions, frontier, depth) -> {
                    if (states > expected.states() / 2) {
                        large.countDown();
                        assertDoesNotWaitForEver(goesOn);
                    }
                }).in(member).explore();
            }
        });
        try (Company.Member second = company.join()) {
            Thread.ofPlatform().daemon().start(first);
            large.await();
            assertThrows(Company.CrowdedException.class,
                () -> explorer(image, (states, transitions, frontier, depth) -> { }).in(second).explore());
        }
        goesOn.countDown();
        assertEquals(told(expected), told(first.get()));
        try (Company.Member again = company.joinAlone()) {
            assertEquals(told(expected), told(explorer(image, (states, transitions, frontier, depth) -> { }).in(again).explore()));
        }
    }

    private static void assertDoesNotWaitForEver(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Object> told(Exploration e) {
        return List.of(e.states(), e.transitions(), e.depth(), e.completions(), e.outcomes(), e.reached(), e.bound());
    }
}
