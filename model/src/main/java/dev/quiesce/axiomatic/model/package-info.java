/**
 * Memory models, each a class with a method an axiom: the Linux kernel's, sequential consistency, and x86-TSO.
 */
package dev.quiesce.axiomatic.model;
