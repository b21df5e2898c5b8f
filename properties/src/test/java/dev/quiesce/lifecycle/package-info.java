/**
 * Histories of offloaded states: long random chains of operations on the bundled model {@code xfrm/lifecycle}, checked
 * against a tiny model of what must be true, and the proof that they find what they should in its buggy variants.
 */
package dev.quiesce.lifecycle;
