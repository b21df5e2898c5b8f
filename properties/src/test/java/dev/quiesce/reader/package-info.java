/**
 * The reader and what follows it under text that nobody would write: mutants of the models of the conformance suite. Every one is
 * refused at a place in the text, or has a verdict.
 */
package dev.quiesce.reader;
