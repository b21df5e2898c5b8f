/** What the parts of a check cost, measured with JMH. */
package dev.quiesce.bench;
