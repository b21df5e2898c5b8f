/**
 * The facade: checks scenarios of a program with the engine they ask for and answers with a verdict, a finding, a
 * trace and statistics. Depends on the engines and on {@code program}; knows nothing of files, options or layout.
 */
package dev.quiesce.check;
