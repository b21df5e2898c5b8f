package dev.quiesce.lang.litmus;

import dev.quiesce.program.Address;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.GlobalObject.Initializer;
import dev.quiesce.program.ObjectType;
import dev.quiesce.program.ObjectType.ArrayObject;
import dev.quiesce.program.ObjectType.ScalarObject;
import dev.quiesce.program.ScalarType;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The locations of a test, each a global of one 64-bit element or of several. A location is there as soon as anything
 * names it: a litmus test need not declare what starts as 0.
 */
final class Locations {
    private static final ScalarType ELEMENT = ScalarType.S64;

    private static final class Location {
        private final int number;
        private final String name;
        private String type = "int";
        private int count = 1;
        private final List<Initializer> initializers = new ArrayList<>();
        private Site site = Site.NONE;

        Location(int number, String name) {
            this.number = number;
            this.name = name;
        }
    }

    private final Map<String, Location> byName = new LinkedHashMap<>();

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /** The address of a location, made if it is new. */
    long address(String name) {
        return Address.of(location(name).number, 0);
    }

    /** The address of an element of a location. */
    long address(String name, long index) {
        return Address.of(location(name).number, index * ELEMENT.bytes());
    }

    /** The number of elements of a location. */
    int count(String name) {
        return location(name).count;
    }

    /** Says what a location is and what it starts with. */
    void declare(String name, String type, List<Long> values, Site site) {
        Location location = location(name);
        if (!type.isEmpty()) {
            location.type = type;
        }
        location.count = Math.max(1, values.size());
        location.site = site;
        location.initializers.clear();
        for (int i = 0; i < values.size(); i++) {
            location.initializers.add(new Initializer((long) i * ELEMENT.bytes(), ELEMENT, values.get(i)));
        }
    }

    List<GlobalObject> globals() {
        List<GlobalObject> globals = new ArrayList<>();
        for (Location location : byName.values()) {
            ObjectType element = new ScalarObject(ELEMENT, location.type);
            ObjectType type = location.count == 1 ? element : new ArrayObject(element, location.count);
            globals.add(new GlobalObject(location.name, type, (long) location.count * ELEMENT.bytes(),
                location.initializers, false, location.site));
        }
        return globals;
    }

    private Location location(String name) {
        return byName.computeIfAbsent(name, n -> new Location(byName.size(), n));
    }
}
