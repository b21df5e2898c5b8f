#if THREADS > 62
#error more threads than there are bits in a word, lower STARTED
#endif
/* What there is: a state of the program. All of it is in SPIN's state vector, as q. */
c_decl {
typedef unsigned long Word;
typedef struct Object {		/* of the heap, or automatic */
	Word cache;
	unsigned int size;	/* in bytes */
	unsigned char status, automatic, typesafe;
	Word word[OBJECT_WORDS + 1];
	Word unset[OBJECT_WORDS + 1];	/* bits that hold no value yet */
} Object;
typedef struct Frame {		/* one activation: where it is, and where its registers begin */
	short function, base;
	int at;
} Frame;
typedef struct Held {
	Word address;
	unsigned char kind, context;
} Held;
typedef struct Thread {
	unsigned char alive, softirq, depth, waits, locks, sections, disabled[4], reads[4];
	Word callback;		/* the domain that waits for it until it ends, as rcu_barrier does */
	Word domain, mask;	/* of the grace period it waits for, and the readers left */
	Held held[LOCKS];
	Word section[SECTIONS];	/* SRCU domains it is inside of */
	Frame frame[FRAMES];
	long registers[REGISTERS + 1];
} Thread;
typedef struct Entry {
	Word table, key, value;
} Entry;
typedef struct Everything {
	unsigned char phase, over, wrong;
	unsigned short entries, usages;
	int function, at;	/* where something is wrong */
#ifdef OUTCOMES
	long observed[OBSERVED + 1];
	unsigned char is_observed[OBSERVED + 1];
#endif
	Word global[GLOBAL_WORDS + 1];
	Entry entry[ENTRIES];	/* the ghost map, in order */
	Entry usage[USAGES];	/* how locks have been used, in order of first use */
	Object object[OBJECTS];
	Thread thread[THREADS];
} State_;
}
c_state "State_ q" "Global"
