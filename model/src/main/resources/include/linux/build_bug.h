#ifndef _LINUX_BUILD_BUG_H
#define _LINUX_BUILD_BUG_H

/* static_assert(expr, message): an error in the model if the constant expression is false. */
#undef static_assert
#define static_assert(expr, ...) _Static_assert(expr, #expr)

/* BUILD_BUG_ON(cond): a compiler refuses the model if the condition holds; the checker does not look at it. */
#define BUILD_BUG_ON(cond) ((void)sizeof(char[1 - 2 * !!(cond)]))
#define BUILD_BUG_ON_MSG(cond, message) BUILD_BUG_ON(cond)
#define BUILD_BUG_ON_NOT_POWER_OF_2(n) BUILD_BUG_ON((n) == 0 || (((n) & ((n) - 1)) != 0))
#define BUILD_BUG_ON_ZERO(e) 0
#define BUILD_BUG() ((void)0)

#endif
