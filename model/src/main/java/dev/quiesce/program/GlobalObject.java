package dev.quiesce.program;

import java.util.List;
import java.util.Objects;

/**
 * A global object has static storage: it is there from the start, zero where nothing initialises it, and never freed.
 *
 * @param readOnly true for string literals and const tables: a store is a wild access
 */
public record GlobalObject(String name, ObjectType type, long size, List<Initializer> initializers, boolean readOnly,
                           Site site) {
    public GlobalObject {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(site);
        initializers = List.copyOf(initializers);
        if (size < 0 || size > Address.MAX_SIZE) {
            throw new IllegalArgumentException("size of " + name + " is " + size);
        }
    }

    /** {@code value} stands at {@code offset} bytes before anything runs; bit-fields come merged into their unit. */
    public record Initializer(long offset, ScalarType type, long value) {}
}
