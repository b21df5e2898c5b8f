/** The life of one offload handle, written by hand: published, found by a resolver, taken back and freed. */
package dev.quiesce.stress.handle;
