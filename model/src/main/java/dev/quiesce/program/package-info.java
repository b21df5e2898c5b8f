/**
 * What is checked: functions of instructions over shared memory, and the scenarios that run them.
 *
 * <p>A {@link dev.quiesce.program.Program} is plain data and depends on nothing. Readers ({@code lang}) produce it;
 * the engines ({@code simulate}, {@code explore}, {@code axiomatic}) and emitters consume it through exhaustive
 * switches over {@link dev.quiesce.program.Instruction} and {@link dev.quiesce.program.Expression}.
 *
 * <p>The rules every producer keeps and every consumer may rely on:
 * <ul>
 *   <li>an {@link dev.quiesce.program.Expression} reads registers only; memory is reached by instructions alone;
 *   <li>one instruction makes at most one shared access (an atomic read-modify-write counts as one);
 *   <li>registers hold 64-bit values that are already wrapped to the C type of the variable they stand for:
 *       zero-extended for unsigned and pointer types, sign-extended for signed ones;
 *   <li>every instruction carries the {@link dev.quiesce.program.Site} that a person would point at;
 *   <li>syntactic dependencies are what the expressions and branches spell out: no constant folding that would drop a
 *       register from an address, a value or a condition.
 * </ul>
 */
package dev.quiesce.program;
