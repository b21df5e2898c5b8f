/**
 * The models on real cores. JCStress runs the two sides of a race millions of times on the JVM and counts what it saw; what
 * it may see is what the checker predicts.
 *
 * <p>Every test is at least as strong as the kernel code that it stands for, never weaker, so that an outcome beyond the
 * prediction is a bug of ours, of the JIT or of the processor. The reverse proves nothing: x86 shows few of the outcomes
 * that the kernel's memory model permits.
 */
package dev.quiesce.stress;
