/* Readers share a lock, a writer has it alone; rwsems sleep, rwlocks do not. */
#include <quiesce.h>
#include <linux/rwlock.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>

#pragma quiesce variant(rwlock)
#pragma quiesce variant(rwsem, SEM)
#pragma quiesce variant(reader_writes, READER_WRITES)

static DEFINE_RWLOCK(lock);
static DECLARE_RWSEM(sem);
static int a, b, readers;

#ifdef SEM
#define lock_read()	down_read(&sem)
#define unlock_read()	up_read(&sem)
#define lock_write()	down_write(&sem)
#define unlock_write()	up_write(&sem)
#else
#define lock_read()	read_lock(&lock)
#define unlock_read()	read_unlock(&lock)
#define lock_write()	write_lock(&lock)
#define unlock_write()	write_unlock(&lock)
#endif

static void reader(void)
{
	lock_read();
	ghost { readers++; }
	ghost { if (readers == 2) cover("two readers"); }
	assert(READ_ONCE(a) == READ_ONCE(b));
	ghost { readers--; }
	unlock_read();
}

static void writer(void)
{
#ifdef READER_WRITES
	lock_read();
#else
	lock_write();
	ghost { assert(!readers); }
#endif
	WRITE_ONCE(a, 1);
	WRITE_ONCE(b, 1);
#ifdef READER_WRITES
	unlock_read();
#else
	unlock_write();
#endif
}

struct scenario shared_and_alone = {
	.about = "a writer is alone",
	.threads = { reader, reader, writer },
#ifdef READER_WRITES
	.expect = ASSERTION,
#endif
};
