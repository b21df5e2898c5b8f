#ifndef _LINUX_STDDEF_H
#define _LINUX_STDDEF_H

/* NULL: the null pointer. */
#undef NULL
#define NULL ((void *)0)

/* offsetof(TYPE, MEMBER): how many bytes MEMBER is from the start of TYPE. */
#undef offsetof
#define offsetof(TYPE, MEMBER) __builtin_offsetof(TYPE, MEMBER)

/* sizeof_field(TYPE, MEMBER): the size of a member. */
#define sizeof_field(TYPE, MEMBER) sizeof(((TYPE *)0)->MEMBER)

/* offsetofend(TYPE, MEMBER): the first byte behind a member. */
#define offsetofend(TYPE, MEMBER) (offsetof(TYPE, MEMBER) + sizeof_field(TYPE, MEMBER))

#endif
