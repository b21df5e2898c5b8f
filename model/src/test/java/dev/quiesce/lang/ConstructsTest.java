package dev.quiesce.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Every construct that a model may use")
class ConstructsTest {
    @Test
    @DisplayName("means what it means to gcc")
    void means(@TempDir Path folder) throws IOException {
        Gcc.assumeThere();
        String model = Files.readString(Path.of("src", "test", "resources", "lang", "constructs.c"));
        assertEquals(Observations.byGcc(folder, model), Observations.byUs(model));
    }
}
