/**
 * Execution graphs in the making: the events of one choice of paths, which reads read from which writes as far as decided, and
 * what follows from it for values and for the coherence order.
 */
package dev.quiesce.axiomatic.graph;
