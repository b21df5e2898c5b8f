/**
 * The life of one offload handle, written by hand. {@link dev.quiesce.stress.handle.PublishedHandle} asks how strong the
 * pointer {@code dev} must be, {@link dev.quiesce.stress.handle.MovedHandle} whose handle {@code offload_handle} is while
 * it moves, {@link dev.quiesce.stress.handle.ClearedTable} why clearing {@code upper_priv} takes a full barrier.
 */
package dev.quiesce.stress.handle;
