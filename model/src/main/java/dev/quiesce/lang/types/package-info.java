/**
 * The types of C on LP64: what a declaration means in bytes.
 *
 * <p>A {@link dev.quiesce.lang.types.CType} is what the reader computes with while it lowers expressions; a
 * {@link dev.quiesce.program.ObjectType} is what remains of it in the program. Depends on {@code program} only and
 * knows no syntax tree.
 */
package dev.quiesce.lang.types;
