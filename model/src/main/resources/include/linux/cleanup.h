/* Clean-up at the end of a scope: guards that unlock, pointers that free themselves. */
#ifndef _LINUX_CLEANUP_H
#define _LINUX_CLEANUP_H

#include <linux/compiler.h>
#include <linux/err.h>

#define __cleanup(func) __attribute__((__cleanup__(func)))

/* DEFINE_FREE(name, type, free): what __free(name) does with _T, the variable's value. */
#define DEFINE_FREE(_name, _type, _free) \
	static inline void __free_##_name(void *p) { _type _T = *(_type *)p; _free; }

/* __free(name): behind a pointer's declarator: it is freed where its scope is left. */
#define __free(_name) __cleanup(__free_##_name)

/* no_free_ptr(p), return_ptr(p), retain_and_null_ptr(p): its value, which is the caller's from now on: p becomes NULL. */
#define no_free_ptr(p) ({ \
	__auto_type __q_pointer = (p); \
	(p) = NULL; \
	__q_pointer; \
})
#define return_ptr(p) return no_free_ptr(p)
#define retain_and_null_ptr(p) ((void)no_free_ptr(p))

/* DEFINE_CLASS(name, type, exit, init, parameters): a variable that init makes, and that exit, which sees it as _T, undoes. */
#define DEFINE_CLASS(_name, _type, _exit, _init, _init_args...) \
	typedef _type class_##_name##_t; \
	static inline void class_##_name##_destructor(_type *p) { _type _T = *p; _exit; } \
	static inline _type class_##_name##_constructor(_init_args) { _type t = _init; return t; }

/* CLASS(name, var)(arguments): declares one. */
#define CLASS(_name, var) class_##_name##_t var __cleanup(class_##_name##_destructor) = class_##_name##_constructor

/* DEFINE_GUARD(name, type, lock, unlock): a guard on a lock, _T. */
#define DEFINE_GUARD(_name, _type, _lock, _unlock) \
	DEFINE_CLASS(_name, _type, if (_T) { _unlock; }, ({ _lock; _T; }), _type _T) \
	static inline void *class_##_name##_lock_ptr(class_##_name##_t *_T) { return (void *)*_T; }

/* DEFINE_LOCK_GUARD_1(name, type, lock, unlock, more members), _0 without a lock: the same with _T->lock, and more. */
#define DEFINE_LOCK_GUARD_1(_name, _type, _lock, _unlock, ...) \
	typedef struct { _type *lock; __VA_ARGS__; } class_##_name##_t; \
	static inline void class_##_name##_destructor(class_##_name##_t *_T) { if (_T->lock) { _unlock; } } \
	static inline void *class_##_name##_lock_ptr(class_##_name##_t *_T) { return (void *)_T->lock; } \
	static inline class_##_name##_t class_##_name##_constructor(_type *l) \
	{ class_##_name##_t _t = { .lock = l }, *_T __attribute__((__unused__)) = &_t; _lock; return _t; }
#define DEFINE_LOCK_GUARD_0(_name, _lock, _unlock, ...) \
	typedef struct { void *lock; __VA_ARGS__; } class_##_name##_t; \
	static inline void class_##_name##_destructor(class_##_name##_t *_T) { if (_T->lock) { _unlock; } } \
	static inline void *class_##_name##_lock_ptr(class_##_name##_t *_T) { return (void *)_T->lock; } \
	static inline class_##_name##_t class_##_name##_constructor(void) \
	{ class_##_name##_t _t = { .lock = (void *)1 }, *_T __attribute__((__unused__)) = &_t; _lock; return _t; }

/* DEFINE_GUARD_COND(name, ext, try), DEFINE_LOCK_GUARD_1_COND: name_ext, which may fail to lock; _RET is what try answers. */
#define __DEFINE_GUARD_COND_4(_name, _ext, _lock, _cond) \
	typedef class_##_name##_t class_##_name##_ext##_t; \
	static inline void class_##_name##_ext##_destructor(class_##_name##_t *p) { class_##_name##_destructor(p); } \
	static inline class_##_name##_t class_##_name##_ext##_constructor(class_##_name##_t _T) \
	{ int _RET = (_lock); if (_T && !(_cond)) _T = NULL; return _T; } \
	static inline void *class_##_name##_ext##_lock_ptr(class_##_name##_t *_T) { return (void *)*_T; }
#define __DEFINE_GUARD_COND_3(_name, _ext, _lock) __DEFINE_GUARD_COND_4(_name, _ext, _lock, _RET)
#define __DEFINE_GUARD_COND(_1, _2, _3, _4, _macro, ...) _macro
#define DEFINE_GUARD_COND(...) \
	__DEFINE_GUARD_COND(__VA_ARGS__, __DEFINE_GUARD_COND_4, __DEFINE_GUARD_COND_3, 0)(__VA_ARGS__)

#define __Q_GUARD_NAME_(name, line) name##line
#define __Q_GUARD_NAME(name, line) __Q_GUARD_NAME_(name, line)

/* guard(name)(lock): holds the lock to the end of the scope. scoped_guard(name, lock) statement: while the statement runs. */
#define guard(_name) CLASS(_name, __Q_GUARD_NAME(__q_guard_, __COUNTER__))
#define scoped_guard(_name, args...) \
	for (CLASS(_name, __q_scope)(args), *__q_done = NULL; \
	     class_##_name##_lock_ptr(&__q_scope) && !__q_done; __q_done = (void *)1)

/* scoped_cond_guard(name, fail, lock) statement: the same; fail is done if it cannot be locked. */
#define scoped_cond_guard(_name, _fail, args...) \
	for (CLASS(_name, __q_scope)(args), *__q_done = NULL; !__q_done; __q_done = (void *)1) \
		if (!class_##_name##_lock_ptr(&__q_scope)) { \
			_fail; \
		} else

#endif
