/*
 * CPUs: each thread stays on one, and threads of one CPU run beside each other as any others do. There are four, or as many
 * as the largest scenario of the file has threads, so that those of a scenario have each its own.
 */
#ifndef _LINUX_SMP_H
#define _LINUX_SMP_H

#include <quiesce.h>
#include <linux/preempt.h>

#ifndef __Q_CPUS
#define __Q_CPUS 4
#endif
#define NR_CPUS __Q_CPUS
#define nr_cpu_ids NR_CPUS

/* smp_processor_id(), raw_smp_processor_id(): the thread's CPU: its number modulo NR_CPUS. */
#define raw_smp_processor_id() ((int)(__q_query(__Q_THREAD) % NR_CPUS))
#define smp_processor_id() raw_smp_processor_id()
#define __smp_processor_id() raw_smp_processor_id()
#define num_possible_cpus() NR_CPUS
#define num_online_cpus() NR_CPUS
#define num_present_cpus() NR_CPUS
#define cpu_online(cpu) ((cpu) < NR_CPUS)
#define cpu_possible(cpu) ((cpu) < NR_CPUS)

/* get_cpu(), put_cpu(): the CPU, with preemption disabled until put_cpu. */
#define get_cpu() ({ preempt_disable(); smp_processor_id(); })
#define put_cpu() preempt_enable()

/* for_each_possible_cpu(cpu), for_each_online_cpu(cpu): all of them. */
#define for_each_possible_cpu(cpu) for ((cpu) = 0; (cpu) < NR_CPUS; (cpu)++)
#define for_each_online_cpu(cpu) for_each_possible_cpu(cpu)
#define for_each_present_cpu(cpu) for_each_possible_cpu(cpu)

#endif
