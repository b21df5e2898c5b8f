/** The Java interface to a loaded model. */
package dev.quiesce.session;
