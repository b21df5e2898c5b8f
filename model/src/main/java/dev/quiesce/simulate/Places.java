package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.ObjectType;
import dev.quiesce.program.ObjectType.ArrayObject;
import dev.quiesce.program.ObjectType.Member;
import dev.quiesce.program.ObjectType.ScalarObject;
import dev.quiesce.program.ObjectType.StructObject;
import dev.quiesce.program.ScalarType;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Places in memory by the names that C gives them: {@code hw[1]}, {@code sa.xso.dev}, {@code first->next->id}. */
final class Places {
    private static final Pattern PART = Pattern.compile("\\s*(?:(\\.|->)\\s*(\\w+)|\\[\\s*(\\d+)\\s*\\])\\s*");
    private static final Pattern NAME = Pattern.compile("\\s*(\\w+)\\s*");

    private final Image image;
    private final Map<String, ObjectType> structs = new HashMap<>();

    Places(Image image) {
        this.image = image;
        image.program.globals().forEach(g -> collect(g.type()));
        image.instructions().forEach(i -> {
            if (i instanceof Instruction.Allocate a && a.type() != null) {
                collect(a.type());
            }
        });
    }

    private void collect(ObjectType type) {
        switch (type) {
            case ScalarObject _ -> { }
            case ArrayObject array -> collect(array.element());
            case StructObject struct -> {
                if (structs.putIfAbsent(struct.name(), struct) == null) {
                    struct.members().forEach(member -> collect(member.type()));
                }
            }
        }
    }

    /** Where a place is, and what lies there; {@code field} is the member that it is, null if it is none. */
    private record Place(long address, ObjectType type, Member field) {}

    /** The address of what {@code path} names. */
    long address(String path, SharedState state) {
        Place place = find(path, state);
        if (place.field != null && place.field.bitWidth() > 0) {
            throw new IllegalArgumentException("'" + path + "' is a bit-field and has no address");
        }
        return place.address;
    }

    /** The scalar at {@code path}, extended to 64 bits as C would. */
    long read(String path, SharedState state) {
        Place place = find(path, state);
        if (!(place.type instanceof ScalarObject scalar)) {
            throw new IllegalArgumentException("'" + path + "' is " + place.type.name() + ", not a scalar: name a part of it");
        }
        long value = load(place.address, scalar.type(), state, path);
        Member field = place.field;
        if (field == null || field.bitWidth() == 0) {
            return value;
        }
        int above = Long.SIZE - field.bitShift() - field.bitWidth();
        long high = value << above;
        int down = Long.SIZE - field.bitWidth();
        return scalar.type().signed() ? high >> down : high >>> down;
    }

    private Place find(String path, SharedState state) {
        Matcher name = NAME.matcher(path);
        if (!name.lookingAt()) {
            throw new IllegalArgumentException("'" + path + "' does not begin with the name of a global");
        }
        Place place = global(name.group(1));
        Matcher part = PART.matcher(path);
        int at = name.end();
        while (at < path.length()) {
            if (!part.region(at, path.length()).lookingAt()) {
                throw new IllegalArgumentException("'" + path + "': after '" + path.substring(0, at)
                    + "' comes .member, ->member or [index]");
            }
            String before = path.substring(0, at);
            place = part.group(3) != null ? element(place, Long.parseLong(part.group(3)), before)
                : member("->".equals(part.group(1)) ? pointee(place, state, before) : place, part.group(2), before);
            at = part.end();
        }
        return place;
    }

    private Place global(String name) {
        for (int g = 0; g < image.globalCount; g++) {
            GlobalObject global = image.program.globals().get(g);
            if (global.name().equals(name)) {
                return new Place(Address.of(g, 0), global.type(), null);
            }
        }
        throw new IllegalArgumentException("there is no global '" + name + "'; there are: "
            + image.program.globals().stream().filter(g -> !g.site().library() && !g.readOnly()).map(GlobalObject::name)
                .filter(n -> !n.isEmpty()).distinct().sorted().collect(Collectors.joining(", ")));
    }

    private static Place element(Place place, long index, String before) {
        if (!(place.type instanceof ArrayObject array)) {
            throw new IllegalArgumentException("'" + before + "' is " + place.type.name() + ", not an array");
        }
        if (array.count() > 0 && index >= array.count()) {
            throw new IllegalArgumentException("'" + before + "' has " + array.count() + " elements, 0 to "
                + (array.count() - 1));
        }
        return new Place(place.address + index * array.element().size(), array.element(), null);
    }

    private static Place member(Place place, String name, String before) {
        Place found = place.type instanceof StructObject struct ? member(place.address, struct, name) : null;
        if (found == null) {
            throw new IllegalArgumentException("'" + before + "' is " + place.type.name() + ", which has no member '" + name
                + "'");
        }
        return found;
    }

    private static Place member(long address, StructObject struct, String name) {
        for (Member m : struct.members()) {
            if (m.name().equals(name)) {
                return new Place(address + m.offset(), m.type(), m);
            }
            if (m.name().isEmpty() && m.type() instanceof StructObject inner) {
                Place found = member(address + m.offset(), inner, name);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private Place pointee(Place place, SharedState state, String before) {
        if (!(place.type instanceof ScalarObject scalar) || scalar.type() != ScalarType.POINTER) {
            throw new IllegalArgumentException("'" + before + "' is " + place.type.name() + ", not a pointer");
        }
        ObjectType target = structs.get(scalar.name().replaceFirst("\\s*\\*.*$", "").replaceFirst("^const\\s+", ""));
        if (target == null) {
            throw new IllegalArgumentException("what '" + before + "' points at has no members: it is " + scalar.name());
        }
        return new Place(load(place.address, ScalarType.POINTER, state, before), target, null);
    }

    private long load(long address, ScalarType type, SharedState state, String path) {
        if (!Address.isAddress(address)) {
            throw new IllegalStateException("'" + path + "' lies behind "
                + (address == 0 ? "a null pointer" : "a pointer to nothing, 0x" + Long.toHexString(address)));
        }
        int id = Address.object(address);
        long offset = Address.offset(address);
        int word = (int) (offset >> 3);
        long bits;
        if (id < image.globalCount) {
            within(offset, type, image.program.globals().get(id).size(), path);
            bits = state.globals()[image.firstWord[id] + word];
        } else {
            HeapObject object = state.object(id);
            if (object == null || !object.live()) {
                throw new IllegalStateException("'" + path + "' lies in memory that is free");
            }
            within(offset, type, object.size, path);
            bits = object.words[word];
        }
        return type.wrap(bits >>> (int) (offset & 7) * 8);
    }

    private static void within(long offset, ScalarType type, long size, String path) {
        if (offset < 0 || offset + type.bytes() > size) {
            throw new IllegalStateException("'" + path + "' lies outside its object");
        }
    }
}
