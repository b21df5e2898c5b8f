package dev.quiesce.simulate;

import dev.quiesce.program.Address;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.Instruction.Allocate;
import dev.quiesce.program.ObjectType;
import dev.quiesce.program.ScalarType;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names for addresses and values, as a reader of the source would give them. */
final class Naming {
    private static final Pattern ASSIGNED = Pattern.compile("(\\w+)\\s*=[^=]");

    private final Image image;
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<Integer, ObjectType> types = new HashMap<>();
    private final Map<String, Integer> used = new HashMap<>();

    Naming(Image image) {
        this.image = image;
    }

    void allocated(int object, Allocate how, String statement) {
        String base = "object";
        Matcher m = ASSIGNED.matcher(statement);
        if (how.type() != null && !how.type().name().isEmpty()) {
            base = how.type().name().replaceFirst("^(struct|union) ", "");
        } else if (m.find()) {
            base = m.group(1);
        }
        name(object, base, how.type());
    }

    /** @param isNew it may have the number of one that is no more */
    void automatic(int object, String variable, ObjectType type, boolean isNew) {
        String base = variable.isEmpty() ? "local" : variable;
        String known = names.get(object);
        if (known == null || isNew && !known.equals(base) && !known.startsWith(base + "#")) {
            name(object, base, type);
        }
    }

    private void name(int object, String base, ObjectType type) {
        int n = used.merge(base, 1, Integer::sum);
        names.put(object, n == 1 ? base : base + "#" + n);
        types.put(object, type);
    }

    /** The name of the object that {@code address} lies in, empty if in none. */
    String object(long address) {
        if (!Address.isAddress(address)) {
            return "";
        }
        int id = Address.object(address);
        return id < image.globalCount ? image.program.globals().get(id).name() : names.getOrDefault(id, "object");
    }

    /** The name of the scalar at {@code address}. */
    String place(long address) {
        if (!Address.isAddress(address)) {
            return address == 0 ? "NULL" : "0x" + Long.toHexString(address);
        }
        int id = Address.object(address);
        long offset = Address.offset(address);
        ObjectType type;
        long size;
        if (id < image.globalCount) {
            GlobalObject g = image.program.globals().get(id);
            type = g.type();
            size = g.size();
        } else {
            type = types.get(id);
            size = type == null ? 0 : Long.MAX_VALUE;
        }
        if (type == null || offset < 0 || offset >= size) {
            return object(address) + (offset == 0 ? "" : (offset > 0 ? "+" : "") + offset);
        }
        String path = type.pathAt(offset);
        if (id >= image.globalCount && path.startsWith(".")) {
            return object(address) + "->" + path.substring(1);
        }
        return object(address) + path;
    }

    /** The name of the largest thing that starts at {@code address} inside its object. */
    private String aggregate(long address) {
        int id = Address.object(address);
        ObjectType type = id < image.globalCount ? image.program.globals().get(id).type() : types.get(id);
        if (type == null || Address.offset(address) < 0) {
            return place(address);
        }
        String path = largest(type, Address.offset(address));
        return id >= image.globalCount && path.startsWith(".") ? object(address) + "->" + path.substring(1)
            : object(address) + path;
    }

    private static String largest(ObjectType type, long offset) {
        if (offset == 0) {
            return "";
        }
        switch (type) {
            case ObjectType.ScalarObject s -> {
                return "+" + offset;
            }
            case ObjectType.ArrayObject a -> {
                long size = Math.max(1, a.element().size());
                return "[" + offset / size + "]" + largest(a.element(), offset % size);
            }
            case ObjectType.StructObject s -> {
                for (ObjectType.Member m : s.members()) {
                    if (offset >= m.offset() && offset < m.offset() + Math.max(1, m.type().size())) {
                        String rest = largest(m.type(), offset - m.offset());
                        return m.name().isEmpty() ? rest : "." + m.name() + rest;
                    }
                }
                return type.pathAt(offset);
            }
        }
    }

    /** A value as C would write it, as far as that is known. */
    String value(long value, ScalarType type) {
        if (Address.isAddress(value)) {
            String place = Address.offset(value) == 0 ? object(value) : aggregate(value);
            return place.isEmpty() ? "0x" + Long.toHexString(value) : "&" + place;
        }
        int function = Address.function(value);
        if (function >= 0 && function < image.code.length) {
            return image.function(function).name();
        }
        return switch (type) {
            case POINTER -> value == 0 ? "NULL" : value >= -4095 && value < 0 ? "ERR_PTR(" + value + ")"
                : "0x" + Long.toHexString(value);
            case BOOL -> value == 0 ? "false" : "true";
            case U64 -> Long.toUnsignedString(value);
            default -> Long.toString(value);
        };
    }
}
