/** Emitted tests are compiled and run here, on plain threads in this JVM. */
package dev.quiesce.stress.run;
