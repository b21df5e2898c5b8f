package dev.quiesce.export.litmus;

import dev.quiesce.export.litmus.Ground.After.Left;
import dev.quiesce.export.litmus.Trials.Epilogue;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What exit asserts, as a condition on what the threads leave. */
final class Ending {
    private static final String ALWAYS = "true";
    private static final String NEVER = "";
    private static final int LONGEST = 4_000;

    /** How a location and a value are written. */
    private final Function<Left, String> equal;

    private Ending(Function<Left, String> equal) {
        this.equal = equal;
    }

    /** When exit fails; empty if never. */
    static String of(List<Epilogue> epilogues, Function<Left, String> equal) {
        String condition = new Ending(equal).condition(epilogues, 0);
        if (condition.length() > LONGEST) {
            throw new Refused(Site.NONE, "what exit asserts is true or false in too many ways",
                "assert less, or of fewer variables");
        }
        return condition;
    }

    /** The walks have found the same so far; what they find next tells them apart. */
    private String condition(List<Epilogue> walks, int depth) {
        if (walks.stream().noneMatch(Epilogue::fails)) {
            return NEVER;
        }
        if (walks.stream().allMatch(Epilogue::fails)) {
            return ALWAYS;
        }
        Map<Left, List<Epilogue>> next = new LinkedHashMap<>();
        for (Epilogue walk : walks) {
            if (walk.left().size() <= depth) {
                // The same was found, and more than one thing comes of it: by a choice.
                return ALWAYS;
            }
            next.computeIfAbsent(walk.left().get(depth), l -> new ArrayList<>()).add(walk);
        }
        Map<String, List<Left>> byRest = new LinkedHashMap<>();
        next.forEach((left, some) -> byRest.computeIfAbsent(condition(some, depth + 1), c -> new ArrayList<>()).add(left));
        if (byRest.size() == 1) {
            return byRest.keySet().iterator().next();
        }
        List<String> parts = new ArrayList<>();
        byRest.forEach((rest, lefts) -> {
            if (!rest.equals(NEVER)) {
                String values = String.join(" \\/ ", lefts.stream().map(equal).toList());
                String one = lefts.size() > 1 ? "(" + values + ")" : values;
                parts.add(rest.equals(ALWAYS) ? one : one + " /\\ " + (rest.contains("\\/") ? "(" + rest + ")" : rest));
            }
        });
        return String.join(" \\/ ", parts);
    }
}
