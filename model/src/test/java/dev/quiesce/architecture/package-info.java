/** What holds for the project as a whole: the direction of its dependencies, and what no file of it may contain. */
package dev.quiesce.architecture;
