package dev.quiesce.axiomatic.path;

import dev.quiesce.program.Address;
import java.util.HashMap;
import java.util.Map;

/** Objects that live on a thread's stack. Nobody else sees them, so that reading one gives what was put there, as a register. */
final class Locals {
    private record Local(long size, String name) {}

    private final Map<Integer, Local> objects = new HashMap<>();
    private final Map<Long, Term> contents = new HashMap<>();

    void declare(int object, long size, String name) {
        objects.put(object, new Local(size, name));
        contents.keySet().removeIf(address -> Address.object(address) == object);
    }

    /** True if the address is that of an object on the stack. */
    boolean has(Value address) {
        return address instanceof Value.Known(long known) && Address.isAddress(known)
            && objects.containsKey(Address.object(known));
    }

    /** True if an access fits the object. */
    boolean fits(long address, int bytes) {
        long offset = Address.offset(address);
        return offset >= 0 && offset + bytes <= objects.get(Address.object(address)).size();
    }

    String name(long address) {
        return objects.get(Address.object(address)).name();
    }

    /** What was put there last, null if nothing was. */
    Term load(long address) {
        return contents.get(address);
    }

    void store(long address, Term value) {
        contents.put(address, value);
    }
}
