package dev.quiesce.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A random C program computes what gcc says")
class GccAgreementTest {
    private static final int FUNCTIONS = 8;

    @BeforeAll
    static void gcc() {
        Gcc.assumeThere();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 62, 89})
    void computes(long seed, @TempDir Path folder) {
        String model = RandomC.model(seed, FUNCTIONS);
        assertEquals(Observations.byGcc(folder, model), Observations.byUs(model), () -> model);
    }
}
