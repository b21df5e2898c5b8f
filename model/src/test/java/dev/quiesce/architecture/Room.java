package dev.quiesce.architecture;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A room is a package under {@code dev.quiesce} together with the packages below it. The list is the pipeline from the data up
 * to the commands; a room may use rooms above it in this list and only those that it names.
 */
enum Room {
    /** What is checked. Everything speaks of it, so it speaks of nothing. */
    PROGRAM(),
    /** Reading is one way to make a program; who checks a program does not ask where it came from. */
    LANG(PROGRAM),
    /** One interleaving. What a single step means is said here, once. */
    SIMULATE(PROGRAM),
    /** Every interleaving of the steps of the room above. */
    EXPLORE(PROGRAM, SIMULATE),
    /** Random ones of those interleavings. */
    FUZZ(PROGRAM, SIMULATE),
    /** Every execution graph. Shares no code with the search that it is compared with. */
    AXIOMATIC(PROGRAM),
    /** The languages of other tools. What those find is to owe nothing to the engines here. */
    EXPORT(PROGRAM),
    CHECK(PROGRAM, SIMULATE, EXPLORE, FUZZ, AXIOMATIC),
    REPORT(PROGRAM, SIMULATE, EXPLORE, AXIOMATIC, CHECK),
    CLI(PROGRAM, LANG, SIMULATE, EXPLORE, FUZZ, AXIOMATIC, EXPORT, CHECK, REPORT);

    static final String BUILDING = "dev.quiesce";

    private final Set<Room> uses;

    Room(Room... uses) {
        this.uses = Set.of(uses);
    }

    boolean mayUse(Room other) {
        return this == other || uses.contains(other);
    }

    /** The room that a package belongs to, if there is one. */
    static Optional<Room> of(String packageName) {
        if (!packageName.startsWith(BUILDING + ".")) {
            return Optional.empty();
        }
        String first = packageName.substring(BUILDING.length() + 1).split("\\.", 2)[0];
        return Arrays.stream(values()).filter(room -> room.toString().equals(first)).findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
