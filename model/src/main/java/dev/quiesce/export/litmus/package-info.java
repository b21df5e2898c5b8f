/**
 * Scenarios as litmus tests in C, the language that herd7 reads for the Linux kernel memory model.
 *
 * <p>That language has variables and pointers to them, but no heap, no structs, no calls and no stop in the middle. So a
 * scenario is first tried out, one thread at a time: {@code Trials} walks every way through it, with every value that a location
 * may hold ({@code Cells}), and refuses what no litmus test does. What is known then is enough for {@code Composer} to
 * write each thread as statements, calls unfolded and members of structs as variables of their own, and for {@code Ending} to
 * make a condition of what {@code exit} asserts.
 *
 * <p>Depends on {@code program} alone.
 */
package dev.quiesce.export.litmus;
