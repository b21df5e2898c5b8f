/** What the documents show is what happens: their commands are run and their outputs compared. */
package dev.quiesce.docs;
