package dev.quiesce.check;

import dev.quiesce.lang.ModelException;
import dev.quiesce.lang.Models;
import dev.quiesce.lang.Source;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Program;
import dev.quiesce.program.Scenario;
import dev.quiesce.simulate.Reduction;
import dev.quiesce.simulate.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes one protecting line out of a model at a time and asks whether what was PROVED still is: a line that may go is
 * redundant, or shows that the model does not test what it says. Run by hand: give it model files or folders.
 */
final class MutationRun {
    private static final Pattern PROTECTING = Pattern.compile("\\s*(rcu_read_(un)?lock|synchronize_|rcu_barrier|srcu_"
        + "|(raw_)?(spin|read|write|mutex|down|up|rtnl)_?(un)?lock|mutex_|down_|up_|rtnl_|smp_|call_rcu|kfree_rcu|cancel_"
        + "|flush_|disable_|timer_(delete|shutdown)|refcount_|kref_|dev_hold|netdev_hold|atomic_inc|wait_|complete|wake_up"
        + "|await|local_bh_|drain_|tasklet_kill|hlist_del_init|list_del_init).*;\\s*");
    private static final Options OPTIONS =
        new Options(Optional.empty(), 1, 500_000, 0, Duration.ofSeconds(20), 2, false, false, false, Reduction.ALL);

    private int removed;
    private int caught;
    /** Lines of which some scenario that is PROVED executes something. */
    private final Set<Integer> active = new HashSet<>();
    private final List<String> survivors = new ArrayList<>();

    private MutationRun() {}

    public static void main(String[] files) throws IOException {
        MutationRun run = new MutationRun();
        for (String name : files) {
            try (Stream<Path> all = Files.walk(Path.of(name))) {
                for (Path file : all.filter(f -> f.toString().endsWith(".c")).sorted().toList()) {
                    run.mutate(file);
                }
            }
        }
        run.survivors.forEach(System.out::println);
        System.out.println(run.removed + " protecting lines removed, " + run.caught + " noticed, "
            + run.survivors.size() + " not");
    }

    private void mutate(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        active.clear();
        List<String> proved = proved(file, String.join("\n", lines));
        Set<Integer> used = Set.copyOf(active);
        for (int n = 0; n < lines.size(); n++) {
            if (used.contains(n + 1) && PROTECTING.matcher(lines.get(n)).matches()) {
                List<String> mutant = new ArrayList<>(lines);
                mutant.set(n, ";");
                List<String> still = proved(file, String.join("\n", mutant));
                removed++;
                if (still.containsAll(proved)) {
                    survivors.add(file.getFileName() + ":" + (n + 1) + ": " + lines.get(n).strip());
                } else {
                    caught++;
                }
            }
        }
    }

    /** The rows that are PROVED, and not vacuously; none if the text is no model any more. */
    private List<String> proved(Path file, String text) {
        List<String> rows = new ArrayList<>();
        try {
            Source source = new Source(file.getFileName().toString(), text, file.toAbsolutePath().getParent());
            for (Program program : Models.read(source, Map.of())) {
                for (Scenario s : program.scenarios()) {
                    CheckResult r = new Checker(OPTIONS, Progress.NONE).check(Slice.of(program, s), s);
                    if (r.verdict() == Verdict.PROVED && !r.vacuous()) {
                        Slice.of(program, s).functions().forEach(f -> f.body().stream().map(Instruction::site)
                            .filter(site -> !site.library()).forEach(site -> active.add(site.line())));
                        rows.add(program.variant() + " " + s.name());
                    }
                }
            }
        } catch (ModelException e) {
            return List.of();
        }
        return rows;
    }
}
