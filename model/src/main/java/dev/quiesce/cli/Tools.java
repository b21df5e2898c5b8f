package dev.quiesce.cli;

/** What every command works with. */
record Tools(Console console, Library library, Engine engine) {}
