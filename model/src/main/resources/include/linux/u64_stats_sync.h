#ifndef _LINUX_U64_STATS_SYNC_H
#define _LINUX_U64_STATS_SYNC_H

#include <linux/compiler.h>
#include <linux/types.h>

/* struct u64_stats_sync: nothing on 64-bit kernels, where a counter is read and written as a whole. */
struct u64_stats_sync {
};

/* u64_stats_t: a counter that one CPU at a time adds to and others read. */
typedef struct {
	u64 v;
} u64_stats_t;

/* u64_stats_read(p), u64_stats_set(p, val): a marked load and a marked store. */
static inline u64 u64_stats_read(const u64_stats_t *p)
{
	return READ_ONCE(p->v);
}
static inline void u64_stats_set(u64_stats_t *p, u64 val)
{
	WRITE_ONCE(p->v, val);
}

/* u64_stats_add(p, val), u64_stats_inc(p): a load, then a store: two who add at the same time lose a count. */
static inline void u64_stats_add(u64_stats_t *p, unsigned long val)
{
	WRITE_ONCE(p->v, READ_ONCE(p->v) + val);
}
static inline void u64_stats_inc(u64_stats_t *p)
{
	u64_stats_add(p, 1);
}

/* u64_stats_update_begin(syncp) and the others: nothing, on 64-bit kernels; u64_stats_fetch_retry() is always false. */
#define u64_stats_init(syncp) ((void)(syncp))
#define u64_stats_update_begin(syncp) ((void)(syncp))
#define u64_stats_update_end(syncp) ((void)(syncp))
#define u64_stats_update_begin_irqsave(syncp) ((void)(syncp), 0UL)
#define u64_stats_update_end_irqrestore(syncp, flags) ((void)(syncp), (void)(flags))
static inline unsigned int u64_stats_fetch_begin(const struct u64_stats_sync *syncp)
{
	return 0;
}
static inline bool u64_stats_fetch_retry(const struct u64_stats_sync *syncp, unsigned int start)
{
	return false;
}

#endif
