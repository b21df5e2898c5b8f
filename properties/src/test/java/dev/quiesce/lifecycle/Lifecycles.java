package dev.quiesce.lifecycle;

import dev.quiesce.lang.Models;
import dev.quiesce.program.Program;
import dev.quiesce.simulate.Image;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The variants of the model, read once. */
final class Lifecycles {
    static final String MODEL = "xfrm/lifecycle";
    static final String FIXED = "fixed";
    private static final Map<Map<String, String>, List<Program>> READ = new HashMap<>();
    private static final Map<String, Image> IMAGES = new HashMap<>();

    private Lifecycles() {}

    /** A variant as a user checks it with these macros defined. */
    static Program checked(String variant, Map<String, String> macros) {
        return program(variant, macros);
    }

    /** The image of a scenario whose properties are left to us. */
    static synchronized Image image(String variant, String scenario) {
        return IMAGES.computeIfAbsent(variant + " " + scenario, key -> {
            Program program = program(variant, Map.of("TOGETHER", "1", "CHECKED_OUTSIDE", "1"));
            return new Image(program, program.scenario(scenario));
        });
    }

    private static synchronized Program program(String variant, Map<String, String> macros) {
        return READ.computeIfAbsent(macros, m -> Models.read(Models.bundledSource(MODEL + ".c"), m)).stream()
            .filter(program -> program.variant().equals(variant)).findFirst().orElseThrow();
    }
}
