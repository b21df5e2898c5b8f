/**
 * Scenarios in the languages of other tools: a model that somebody wants to see checked by a tool that shares nothing with
 * this one.
 *
 * <p>An export means the same as the program that it is made from, or it is refused with
 * {@link dev.quiesce.export.InexpressibleException}; what it leaves out on purpose, it says in a comment at its top. It is made from
 * {@link dev.quiesce.program} alone, so that no engine of this checker has a part in what another tool finds.
 */
package dev.quiesce.export;
