package dev.quiesce.axiomatic.path;

import dev.quiesce.program.ObjectType;
import dev.quiesce.program.Site;

/**
 * An object with a life: made by an allocation or by entering a function.
 *
 * @param number its number in addresses
 * @param zeroed whether it starts as zeros, otherwise it has no value
 * @param type   its layout if the source tells, else null
 * @param cache  the address of the cache that it is from, 0 if from none
 */
public record HeapObject(int number, String name, long size, boolean zeroed, ObjectType type, Value cache, Site site) {}
