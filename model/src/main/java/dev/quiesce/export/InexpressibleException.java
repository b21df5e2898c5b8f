package dev.quiesce.export;

import dev.quiesce.program.Site;
import java.util.List;
import java.util.stream.Collectors;

/** A scenario that cannot be said in the language of another tool, with every reason that was found. */
public final class InexpressibleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Reason> reasons;

    /**
     * Why not.
     *
     * @param site    where the model says what the other language cannot
     * @param what    what that is
     * @param instead what to do instead; empty if there is nothing to be done
     */
    public record Reason(Site site, String what, String instead) {}

    public InexpressibleException(List<Reason> reasons) {
        super(reasons.stream().map(reason -> reason.site().position() + ": " + reason.what()).collect(Collectors.joining("; ")));
        this.reasons = List.copyOf(reasons);
    }

    public InexpressibleException(Site site, String what, String instead) {
        this(List.of(new Reason(site, what, instead)));
    }

    /** At least one, in the order in which they stand in the model. */
    public List<Reason> reasons() {
        return reasons;
    }
}
