/** What is predicted of emitted tests, and that it bounds what the JVM can do. */
package dev.quiesce.stress.predict;
