package dev.quiesce.stress.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.quiesce.lang.Models;
import dev.quiesce.lang.Source;
import dev.quiesce.program.Program;
import dev.quiesce.stress.predict.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The emitted source")
class EmittedSourceTest {
    private static final Path MODELS = Path.of("src", "main", "resources", "models");
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    private static EmittedTest emit(Program program, Mapping mapping, int cores) {
        var scenario = program.scenarios().getFirst();
        return TestEmitter.emit(program, scenario, new Predictor(Duration.ofSeconds(60)).predict(program, scenario), mapping,
            cores);
    }

    private static List<Program> model(String name) throws IOException {
        return Models.read(Source.of(name, Files.readString(MODELS.resolve(name))), Map.of());
    }

    private static void golden(String name, String actual) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
        } else if (!Files.exists(file)) {
            fail("no golden file " + file + "; make it with -Dgolden.update=true");
        }
        assertEquals(Files.readString(file), actual, file + " differs; if it should, refresh with -Dgolden.update=true");
    }

    @Test
    @DisplayName("of a program is the one that was reviewed")
    void reviewed() throws IOException {
        golden("published.java.txt", emit(Threads.published(), Mapping.SOUND, 2).source());
    }

    @Test
    @DisplayName("of a model has each statement under its line of C")
    void readable() throws IOException {
        String source = emit(model("resolve-direct.c").getLast(), Mapping.SOUND, 2).source();
        for (String part : List.of("h->key = 42\n        cpu.storeRelease(S32, h, 42);", "resolve-direct.c:21  ",
            "cpu.synchronize();", "cpu.observe(0 /* key */, ", "private static final long offload_handle = Address.of(")) {
            assertTrue(source.contains(part), () -> part + "\n" + source);
        }
    }

    private static boolean hasWeakAccess(String source) {
        return source.matches("(?s).*(Plain|Opaque)\\(.*");
    }

    @Test
    @DisplayName("has no access that is weaker than the sound mapping allows, and one emitted as plain would be noticed")
    void noWeakAccess() throws IOException {
        for (Program program : model("clear-grace.c")) {
            assertFalse(hasWeakAccess(emit(program, Mapping.SOUND, 2).source()));
            Mapping plain = Mapping.SOUND.with("broken", Mapping.Load.ACQUIRE, Mapping.Store.PLAIN);
            assertTrue(hasWeakAccess(emit(program, plain, 2).source()));
            assertFalse(plain.sound());
        }
    }

    @Test
    @DisplayName("keeps every full fence, and loses them only where the mapping says so")
    void fences() {
        assertTrue(emit(Threads.storeBuffering(), Mapping.SOUND, 2).source().contains("VarHandle.fullFence();"));
        assertFalse(emit(Threads.storeBuffering(), Mapping.SOUND.withoutFences("broken"), 2).source().contains("fullFence"));
    }

    @Test
    @DisplayName("forbids what is not predicted, unless the mapping is weaker than the model")
    void forbids() {
        assertTrue(emit(Threads.message(), Mapping.SOUND, 2).source().contains("expect = FORBIDDEN"));
        assertFalse(emit(Threads.message(), Mapping.FAITHFUL, 2).source().contains("expect = FORBIDDEN"));
    }

    @Test
    @DisplayName("has a test for each pair of threads where there are more threads than cores, and says so")
    void projections() throws IOException {
        Program two = model("resolve-direct.c").getFirst();
        var s = two.scenarios().getFirst();
        var threads = List.of(s.threads().get(0), s.threads().get(1));
        EmittedTest test = emit(new Program(two.model(), two.variant(), two.globals(), two.functions(), List.of(
            new dev.quiesce.program.Scenario(s.name(), s.about(), s.init(), threads, List.of(s.threads().get(1)), s.exit(),
                s.memory(), s.expect(), s.endless(), s.races(), s.unroll(), s.site()))), Mapping.SOUND, 2);
        assertEquals(3, test.tests().size());
        assertEquals(3, test.threads());
        assertTrue(test.notes().stream().anyMatch(n -> n.contains("3 threads on fewer cores")), test.notes()::toString);
    }

    @Test
    @DisplayName("has every function that is reached through a pointer only, wherever the pointer is taken")
    void callbacks() {
        Program program = Models.read(Source.of("callback.c", """
            #include <quiesce.h>
            #include <linux/rcupdate.h>
            static struct rcu_head head;
            static int n;
            static void called(struct rcu_head *h) { WRITE_ONCE(n, 1); }
            static void touch(void) { WRITE_ONCE(n, 2); }
            static void one(void) { call_rcu(&head, called); touch(); touch(); }
            static void other(void) { observe("n", READ_ONCE(n)); }
            struct scenario callback = { .threads = { one, other } };
            """), Map.of()).getFirst();
        String source = emit(program, Mapping.SOUND, 2).source();
        assertTrue(source.contains(" -> called(cpu, a[0]);"), source);
    }
}
