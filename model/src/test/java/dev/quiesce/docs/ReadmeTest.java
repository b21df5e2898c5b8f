package dev.quiesce.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every model and every output in the README is real. {@code -Dgolden.update=true} writes the outputs anew. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");

    @TempDir
    private Path folder;

    @Test
    void the_readme_shows_what_happens() throws Exception {
        Document readme = new Document(Files.readString(README));
        assertFalse(readme.blocks().isEmpty());
        Workbench bench = new Workbench(folder);
        for (Document.Block block : readme.blocks()) {
            if (block.kind().equals("file")) {
                bench.write(block.argument(), block.content());
            }
        }
        List<String> now = new ArrayList<>();
        for (Document.Block block : readme.blocks()) {
            if (block.kind().equals("file")) {
                now.add(block.content());
            } else {
                Workbench.Ran ran = bench.runAll(block.content());
                assertEquals(block.argument().isEmpty() ? "exit 0" : block.argument(), "exit " + ran.code(), ran.out());
                now.add(ran.out());
            }
        }
        String shown = steady(Files.readString(README));
        String real = steady(readme.with(now));
        if (Boolean.getBoolean("golden.update") && !shown.equals(real)) {
            Files.writeString(README, readme.with(now));
        } else {
            assertEquals(shown, real);
        }
    }

    /** What may differ between two runs or between two searches of the same model. */
    private static String steady(String text) {
        return text.replaceAll("[0-9]+\\.[0-9]{2} s", "N s").replaceAll("[0-9,]+ (states|transitions)", "N $1");
    }
}
