/**
 * The commands. Each one reads its arguments, asks the {@code check} room, and hands what it got to the {@code report} room.
 *
 * <p>May use every other room; no other room may use this one.
 */
package dev.quiesce.cli;
