/** Properties of the checker itself, on random programs: what can be computed in two ways is, and must agree. */
package dev.quiesce.soundness;
