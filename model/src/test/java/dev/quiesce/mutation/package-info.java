/**
 * The models under test: what protects a model that holds is taken out of it, one protection at a time, and the model should
 * hold no longer. What holds even so is a redundant line, with a reason in a table, or a model that does not test what it
 * says, or an error of the checker.
 */
package dev.quiesce.mutation;
