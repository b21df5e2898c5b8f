package dev.quiesce.architecture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestEngine;

@DisplayName("A test in this module runs")
class BothEnginesTest {
    @Test
    @DisplayName("under Jupiter if it is an example, and under jqwik if it is a property")
    void engines() {
        var engines = ServiceLoader.load(TestEngine.class).stream()
                .map(engine -> engine.get().getId())
                .collect(Collectors.toSet());
        assertTrue(engines.containsAll(Set.of("jqwik", "junit-jupiter")), engines::toString);
    }

    @Test
    @DisplayName("on the JDK that the build selects, whichever Java Maven runs on")
    void jdk() {
        assertTrue(Runtime.version().feature() >= 25, () -> Runtime.version().toString());
    }
}
