package dev.quiesce.cli;

import java.util.List;

/**
 * The runs that the JVM's archive of loaded and linked classes is made from: between them they come by most of what the commands
 * need, and search little. The launcher starts it; its output is of no interest.
 */
final class Rehearsal {
    private static final List<String> COMMANDS = List.of(
        "check --max-states 300 xfrm/lower_handle xfrm/flush xfrm/bond_failover xfrm/unregister xfrm/upper_priv xfrm/weak_memory",
        "check --scenario torn_triple --variant as_posted --format json lower_handle",
        "check litmus/LOOP-wait litmus/PLAIN-flag litmus/RCU-SB-two-to-two litmus/LOCK-message litmus/DEP-control-ends",
        "models");

    private Rehearsal() {}

    public static void main(String... none) {
        for (String command : COMMANDS) {
            Main.run(new Tools(Console.ofProcess(), Library.ofResources(), Engine.checker()), command.split(" "));
        }
        System.exit(ExitCode.EXPECTED.number()); // which needs classes too
    }
}
