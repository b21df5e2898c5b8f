/**
 * Verdicts and traces as people and programs read them: text, commit message, KTAP, kselftest, JUnit XML, SARIF, JSON,
 * HTML, dot.
 *
 * <p>A {@link dev.quiesce.report.Format} turns a list of {@link dev.quiesce.check.CheckResult}s into one string. What a
 * person reads is 75 columns of ASCII; what a program reads has a stable order and no absolute paths, and apart from
 * the seconds two runs give the same bytes. May use {@code check}, {@code simulate} and {@code program}; only
 * {@code cli} may use it.
 */
package dev.quiesce.report;
