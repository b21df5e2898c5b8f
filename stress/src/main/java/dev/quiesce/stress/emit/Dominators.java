package dev.quiesce.stress.emit;

import dev.quiesce.stress.emit.Blocks.Block;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which structured code visits blocks, and which block each one cannot be reached without. After Cooper,
 * Harvey and Kennedy, "A Simple, Fast Dominance Algorithm".
 */
final class Dominators {
    private final Blocks blocks;
    private final List<Integer> order = new ArrayList<>();
    private final Map<Integer, Integer> position = new HashMap<>();
    private final Map<Integer, List<Integer>> predecessors = new HashMap<>();
    private final Map<Integer, Integer> immediate = new HashMap<>();

    Dominators(Blocks blocks) {
        this.blocks = blocks;
        visit(0, new HashSet<>());
        Collections.reverse(order);
        for (int p = 0; p < order.size(); p++) {
            position.put(order.get(p), p);
        }
        for (int block : order) {
            for (int target : Blocks.targets(blocks.at(block))) {
                predecessors.computeIfAbsent(target, t -> new ArrayList<>()).add(block);
            }
        }
        solve();
    }

    private void visit(int block, Set<Integer> seen) {
        if (seen.add(block)) {
            Block b = blocks.at(block);
            for (int target : Blocks.targets(b)) {
                visit(target, seen);
            }
            order.add(block);
        }
    }

    private void solve() {
        immediate.put(0, 0);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int block : order.subList(1, order.size())) {
                Integer found = null;
                for (int p : predecessors.get(block)) {
                    if (immediate.containsKey(p)) {
                        found = found == null ? Integer.valueOf(p) : meet(p, found);
                    }
                }
                if (!found.equals(immediate.put(block, found))) {
                    changed = true;
                }
            }
        }
    }

    private Integer meet(int a, int b) {
        while (a != b) {
            if (position.get(a) > position.get(b)) {
                a = immediate.get(a);
            } else {
                b = immediate.get(b);
            }
        }
        return a;
    }

    /** True if going from {@code from} to {@code to} goes back. */
    boolean backward(int from, int to) {
        return position.get(to) <= position.get(from);
    }

    boolean dominates(int above, int block) {
        while (block != above && block != 0) {
            block = immediate.get(block);
        }
        return block == above;
    }

    /** True if some block goes back to this one. */
    boolean loops(int block) {
        return predecessors.getOrDefault(block, List.of()).stream().anyMatch(p -> backward(p, block));
    }

    /** True if more than one way leads forward to the block. */
    boolean joins(int block) {
        return predecessors.getOrDefault(block, List.of()).stream().filter(p -> !backward(p, block)).count() > 1;
    }

    /** The joining blocks right below {@code block}, last one first. */
    List<Integer> joinsBelow(int block) {
        List<Integer> found = new ArrayList<>();
        for (int b : order) {
            if (b != 0 && immediate.get(b) == block && joins(b)) {
                found.addFirst(b);
            }
        }
        return found;
    }
}
