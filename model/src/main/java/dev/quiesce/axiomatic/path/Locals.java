package dev.quiesce.axiomatic.path;

import dev.quiesce.program.Address;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Objects that live on a thread's stack. Nobody else sees them, so that reading one gives what was put there, as a register. */
final class Locals {
    private record Local(long size, String name, boolean dead) {}

    private record Stored(int bytes, Term value) {}

    private final Map<Integer, Local> objects = new HashMap<>();
    private final Map<Long, Stored> contents = new HashMap<>();
    private final Map<List<Integer>, Integer> died = new HashMap<>();

    void declare(int object, long size, String name) {
        objects.put(object, new Local(size, name, false));
        contents.keySet().removeIf(address -> Address.object(address) == object);
    }

    /** How many objects of a slot, of activations that deep, have died before their activations did. */
    int died(int depth, int slot) {
        return died.getOrDefault(List.of(depth, slot), 0);
    }

    /** The object of that slot dies; false if there is none. */
    boolean expire(int object, int depth, int slot) {
        Local local = objects.get(object);
        if (local == null) {
            return false;
        }
        objects.put(object, new Local(local.size, local.name, true));
        died.merge(List.of(depth, slot), 1, Integer::sum);
        return true;
    }

    /** True if the address is that of an object whose block has been left. */
    boolean isDead(long address) {
        return objects.get(Address.object(address)).dead();
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

    /**
     * True if {@code bytes} at {@code address} are part of what was stored there, or made of several stores, or of one that
     * was partly overwritten: a value is kept as it was stored, and not taken to pieces.
     */
    boolean mixes(long address, int bytes, boolean write) {
        return contents.entrySet().stream().anyMatch(e -> {
            long from = e.getKey();
            long to = from + e.getValue().bytes();
            boolean same = from == address && to == address + bytes;
            boolean covered = write && address <= from && to <= address + bytes;
            return from < address + bytes && address < to && !same && !covered;
        });
    }

    /** What was put there last, null if nothing was. */
    Term load(long address) {
        Stored stored = contents.get(address);
        return stored == null ? null : stored.value();
    }

    /** Nothing is there any more. */
    void forget(long address, int bytes) {
        contents.keySet().removeIf(a -> address <= a && a < address + bytes);
    }

    void store(long address, int bytes, Term value) {
        forget(address, bytes);
        contents.put(address, new Stored(bytes, value));
    }
}
