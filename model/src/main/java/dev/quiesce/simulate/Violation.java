package dev.quiesce.simulate;

import dev.quiesce.program.Finding;
import dev.quiesce.program.Site;
import java.util.List;
import java.util.Objects;

/**
 * A violation is a finding that happened: what, to which object, where and by whom.
 *
 * @param subject the object or property it is about, empty if there is none
 * @param message one line that says what is wrong, without the kind's name
 * @param site    the place in the user's file
 * @param thread  the thread that did it, empty where no single one did
 * @param details further lines: who freed it, who holds what, who waits for whom
 */
public record Violation(Finding finding, String subject, String message, Site site, String thread,
                        List<String> details) {
    public Violation {
        Objects.requireNonNull(finding);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(message);
        Objects.requireNonNull(site);
        Objects.requireNonNull(thread);
        details = List.copyOf(details);
    }
}
