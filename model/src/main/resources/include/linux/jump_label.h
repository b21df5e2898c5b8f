#ifndef _LINUX_JUMP_LABEL_H
#define _LINUX_JUMP_LABEL_H

#include <linux/atomic.h>
#include <linux/kernel.h>

/* struct static_key_false, static_key_true: a branch that is switched by patching code; here a counter that is looked at. */
struct static_key {
	atomic_t enabled;
};
struct static_key_true {
	struct static_key key;
};
struct static_key_false {
	struct static_key key;
};

#define STATIC_KEY_INIT_TRUE { .enabled = ATOMIC_INIT(1) }
#define STATIC_KEY_INIT_FALSE { .enabled = ATOMIC_INIT(0) }
#define STATIC_KEY_TRUE_INIT (struct static_key_true) { .key = STATIC_KEY_INIT_TRUE }
#define STATIC_KEY_FALSE_INIT (struct static_key_false) { .key = STATIC_KEY_INIT_FALSE }

/* DEFINE_STATIC_KEY_FALSE(name), DEFINE_STATIC_KEY_TRUE(name): a key that is off, or on. */
#define DEFINE_STATIC_KEY_TRUE(name) struct static_key_true name = { .key = STATIC_KEY_INIT_TRUE }
#define DEFINE_STATIC_KEY_TRUE_RO(name) DEFINE_STATIC_KEY_TRUE(name)
#define DEFINE_STATIC_KEY_FALSE(name) struct static_key_false name = { .key = STATIC_KEY_INIT_FALSE }
#define DEFINE_STATIC_KEY_FALSE_RO(name) DEFINE_STATIC_KEY_FALSE(name)
#define DECLARE_STATIC_KEY_TRUE(name) extern struct static_key_true name
#define DECLARE_STATIC_KEY_FALSE(name) extern struct static_key_false name

/* static_branch_likely(key), static_branch_unlikely(key): whether it is on, at this moment: orders nothing. */
#define static_branch_likely(x) (atomic_read(&(x)->key.enabled) > 0)
#define static_branch_unlikely(x) (atomic_read(&(x)->key.enabled) > 0)
#define static_branch_maybe(config, x) static_branch_unlikely(x)

/* static_key_enabled(key), static_key_count(key): whether it is on, and how often. */
#define static_key_count(x) atomic_read((atomic_t *)(x))
#define static_key_enabled(x) (static_key_count(x) > 0)

/* static_branch_enable(key), static_branch_disable(key): switches it; may sleep; every CPU is interrupted before it returns. */
#define static_branch_enable(x) do { \
	might_sleep(); \
	(void)__q_rmw(&(x)->key.enabled.counter, __Q_EXCHANGE, 1, 0, __Q_FULL); \
} while (0)
#define static_branch_disable(x) do { \
	might_sleep(); \
	(void)__q_rmw(&(x)->key.enabled.counter, __Q_EXCHANGE, 0, 0, __Q_FULL); \
} while (0)

/* static_branch_inc(key), static_branch_dec(key): counts those who want it on; may sleep. */
#define static_branch_inc(x) do { \
	might_sleep(); \
	(void)atomic_inc_return(&(x)->key.enabled); \
} while (0)
#define static_branch_dec(x) do { \
	might_sleep(); \
	if (atomic_dec_return(&(x)->key.enabled) < 0) \
		__q_report(REF_MISUSE, "static_branch_dec(" #x ") of a key that is off", &(x)->key); \
} while (0)

#endif
