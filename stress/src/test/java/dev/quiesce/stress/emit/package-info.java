/** What is emitted: golden sources, and programs to emit. */
package dev.quiesce.stress.emit;
