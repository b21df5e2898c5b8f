package dev.quiesce.program;

/**
 * An address is a 64-bit number that names an object and an offset in bytes, so that pointer arithmetic, casts to
 * {@code unsigned long}, low tag bits and error pointers behave as in C on a 64-bit kernel.
 *
 * <p>Objects live 2^20 bytes apart and start 2^18 bytes into their region: a pointer that strays a little before or
 * behind its object still tells which one it came from. Objects are at most {@link #MAX_SIZE} bytes. Functions have
 * addresses in a region of their own. 0 and the error pointers -4095..-1 are no addresses.
 */
public final class Address {
    private static final long OBJECTS = 0xFFFF_8800_0000_0000L;
    private static final long FUNCTIONS = 0xFFFF_C000_0000_0000L;
    private static final int REGION_BITS = 20;
    private static final long BASE = 1L << 18;
    private static final int INDEX_BITS = 23;

    /** Largest size of one object in bytes. */
    public static final long MAX_SIZE = 1L << 19;

    private Address() {}

    /** The address of byte {@code offset} of object {@code object} (0 to 2^23 - 1). */
    public static long of(int object, long offset) {
        return OBJECTS + ((long) object << REGION_BITS) + BASE + offset;
    }

    /** True if {@code value} lies in the region of some object, inside or outside its bounds. */
    public static boolean isAddress(long value) {
        return value >>> (REGION_BITS + INDEX_BITS) == OBJECTS >>> (REGION_BITS + INDEX_BITS);
    }

    /** The object whose region {@code address} lies in; meaningful only if {@link #isAddress}. */
    public static int object(long address) {
        return (int) ((address - OBJECTS) >>> REGION_BITS);
    }

    /** The offset in bytes from the start of the object; negative before it. */
    public static long offset(long address) {
        return (address & ((1L << REGION_BITS) - 1)) - BASE;
    }

    /** The address of function number {@code function}. */
    public static long ofFunction(int function) {
        return FUNCTIONS + ((long) function << 4);
    }

    /** The function at {@code address}, or -1 if it is the address of none. */
    public static int function(long address) {
        long distance = address - FUNCTIONS;
        return distance >= 0 && distance < 1L << REGION_BITS && (distance & 15) == 0 ? (int) (distance >>> 4) : -1;
    }

    /** For debugging: {@code @object+offset}. */
    public static String toString(long address) {
        return "@" + object(address) + (offset(address) == 0 ? "" : "+" + offset(address));
    }
}
