package dev.quiesce.check;

import dev.quiesce.program.Instruction;
import dev.quiesce.program.Site;
import dev.quiesce.simulate.Image;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Lines of the user's file that no execution reached. */
final class Reached {
    private Reached() {}

    /** How many lines there are to be reached. */
    static int lines(Image image) {
        return missing(image, new BitSet()).size();
    }

    /** The first site of each line of which not one instruction was executed, in order. */
    static List<Site> missing(Image image, BitSet reached) {
        Map<String, TreeSet<Integer>> seen = new TreeMap<>();
        Map<String, TreeMap<Integer, Site>> unseen = new TreeMap<>();
        List<Instruction> all = image.instructions();
        for (int i = 0; i < all.size(); i++) {
            Site site = all.get(i).site();
            if (site.library() || site.line() == 0) {
                continue;
            }
            if (reached.get(i)) {
                seen.computeIfAbsent(site.file(), f -> new TreeSet<>()).add(site.line());
            } else if (worthTelling(all.get(i))) {
                unseen.computeIfAbsent(site.file(), f -> new TreeMap<>()).putIfAbsent(site.line(), site);
            }
        }
        return unseen.entrySet().stream().flatMap(e -> e.getValue().values().stream()
            .filter(s -> !seen.getOrDefault(e.getKey(), new TreeSet<>()).contains(s.line()))).toList();
    }

    /** Jumps, implicit returns and failed checks are no lines of their own. */
    private static boolean worthTelling(Instruction i) {
        return !(i instanceof Instruction.Jump || i instanceof Instruction.Report
            || i instanceof Instruction.Return r && r.value() == null);
    }
}
