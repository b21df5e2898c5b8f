/* Security hooks: each lets pass or refuses, as the model says by a macro of its name, or else either way. */
#ifndef _LINUX_SECURITY_H
#define _LINUX_SECURITY_H

#include <quiesce.h>
#include <linux/errno.h>

/* security_xfrm_state_delete(x), security_xfrm_policy_delete(ctx) and others: 0, or -EPERM: every answer is explored. */
#ifndef __q_security_hook
#define __q_security_hook() ((int)__q_choose(0, (unsigned long)-EPERM))
#endif
#ifndef security_xfrm_state_alloc
#define security_xfrm_state_alloc(x, ctx) ((void)(x), (void)(ctx), __q_security_hook())
#endif
#ifndef security_xfrm_state_delete
#define security_xfrm_state_delete(x) ((void)(x), __q_security_hook())
#endif
#ifndef security_xfrm_policy_alloc
#define security_xfrm_policy_alloc(ctxp, ctx, gfp) ((void)(ctxp), (void)(ctx), __q_security_hook())
#endif
#ifndef security_xfrm_policy_clone
#define security_xfrm_policy_clone(old, newp) ((void)(old), (void)(newp), __q_security_hook())
#endif
#ifndef security_xfrm_policy_delete
#define security_xfrm_policy_delete(ctx) ((void)(ctx), __q_security_hook())
#endif
#ifndef security_xfrm_policy_lookup
#define security_xfrm_policy_lookup(ctx, fl_secid) ((void)(ctx), (void)(fl_secid), __q_security_hook())
#endif
#ifndef security_socket_create
#define security_socket_create(family, type, protocol, kern) __q_security_hook()
#endif
#ifndef security_sk_alloc
#define security_sk_alloc(sk, family, gfp) ((void)(sk), __q_security_hook())
#endif

/* security_xfrm_state_free(x), security_xfrm_policy_free(ctx) and others: nothing. */
#ifndef security_xfrm_state_free
#define security_xfrm_state_free(x) ((void)(x))
#endif
#ifndef security_xfrm_policy_free
#define security_xfrm_policy_free(ctx) ((void)(ctx))
#endif
#ifndef security_sk_free
#define security_sk_free(sk) ((void)(sk))
#endif

/* capable(cap), ns_capable(ns, cap): true. */
#define CAP_NET_ADMIN 12
#define CAP_NET_RAW 13
#define CAP_SYS_ADMIN 21
#ifndef capable
#define capable(cap) ((void)(cap), true)
#endif
#ifndef ns_capable
#define ns_capable(ns, cap) ((void)(ns), (void)(cap), true)
#endif

#endif
