/**
 * The kernel on the JVM: what an emitted test calls where the model has an instruction.
 *
 * <p>A {@link dev.quiesce.stress.kernel.Kernel} is one run of a scenario: its {@link dev.quiesce.stress.kernel.Memory},
 * its {@link dev.quiesce.stress.kernel.Cpu}s, its grace periods. Each test class extends it, each sample is a new one.
 *
 * <p>Every operation is at least as strong as the primitive of the kernel that it stands for. That is what makes an
 * unpredicted outcome an error, so whoever changes something here shows in a comment why it still holds:
 * <ul>
 *   <li>a load is {@code getAcquire}, a store {@code setRelease}: the kernel's model orders dependent accesses and makes
 *       releases cumulative, which neither {@code getOpaque} nor {@code setOpaque} does;
 *   <li>a read-modify-write is volatile, and the emitter puts a full fence on either side of one that the kernel orders
 *       fully: a volatile operation alone does not order what stands around it;
 *   <li>a lock is a word that is compared and set, with a full fence behind it, and released by {@code setRelease}.
 *       {@code synchronized} would not do: the compiler may merge or remove it;
 *   <li>RCU is {@link dev.quiesce.stress.kernel.Rcu}, its argument is there;
 *   <li>freed memory is never handed out again and is filled with 0x6b, so that who reads it is found out;
 *   <li>a thread that waits too long gives up. Such a sample proves nothing and is not counted.
 * </ul>
 */
package dev.quiesce.stress.kernel;
