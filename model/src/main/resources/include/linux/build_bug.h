#ifndef _LINUX_BUILD_BUG_H
#define _LINUX_BUILD_BUG_H

/* static_assert(expr, message): checked by a compiler; the checker takes it as said. */
#undef static_assert
#define static_assert(expr, ...) struct __q_static_assert

/* BUILD_BUG_ON(cond): likewise. */
#define BUILD_BUG_ON(cond) ((void)sizeof(char[1 - 2 * !!(cond)]))
#define BUILD_BUG_ON_MSG(cond, message) BUILD_BUG_ON(cond)
#define BUILD_BUG_ON_NOT_POWER_OF_2(n) BUILD_BUG_ON((n) == 0 || (((n) & ((n) - 1)) != 0))
#define BUILD_BUG_ON_ZERO(e) 0
#define BUILD_BUG() ((void)0)

#endif
