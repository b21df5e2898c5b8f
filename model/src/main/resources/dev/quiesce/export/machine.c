/* How it goes on. A step is what one thread does until others could tell that it has stopped in between. */
c_code {
extern void (*Uerror)(char *);	/* SPIN's: ends the run */
extern int readtrail;	/* whether it shows a run again */
enum { BLOCKED, MOVED };
enum { INIT, RUN, EXIT };
enum { GONE, LIVE, FREED };
enum { READERS_ = 1, BEFORE_CALLBACK, TURN, QUEUE };	/* what a thread waits for */
enum { LOCAL_, SHARED_, CHOICE_ };
typedef struct Piece {		/* so many instructions of a function as SPIN can read at once */
	void (*perform)(State_ *, Thread *, Frame *);
	const char *kind, **text;
	const short *destination;
} Piece;
typedef struct Code {
	const char *name;
	const Piece *piece;
	short registers, automatics, parameters;	/* automatic objects have registers behind the others */
} Code;
extern const Code code[];
static const Piece *piece(int function, int at) { return code[function].piece + at / PIECE; }
enum { MOST_CHOICES = 1024 };
static int choice[MOST_CHOICES], ways_of[MOST_CHOICES], made, known;	/* of the step that is taken */
static const State_ *origin;	/* where it began */
static int nested, region, blocked, discarded, running, queued;
static struct { short thread, function, at; } story[256];	/* what a step did, to be shown */
static int told;

static void fail(State_ *q, int finding)
{
	Thread *t = q->thread + running;

	if (q->wrong || blocked || discarded)
		return;
	q->wrong = finding;
	q->function = -1;
	if (t->depth) {
		q->function = t->frame[t->depth - 1].function;
		q->at = t->frame[t->depth - 1].at;
	}
}
static void give_up(const char *why)
{
	static char text[200];

	snprintf(text, sizeof text, "quiesce: the export is too small: %s", why);
	Uerror(text);
}
static int pick(int n)
{
	if (made == MOST_CHOICES)
		give_up("too many choices in one step");
	if (made == known)
		choice[known++] = 0;
	ways_of[made] = n;
	return choice[made++];
}
static long get(State_ *q, Thread *t, Frame *f, int r)
{
	long value = t->registers[f->base + r];

	if (value == UNDEFINED)
		fail(q, UNINIT_READ_);
	return value;
}
static void set(Thread *t, Frame *f, int r, long value)
{
	if (r >= 0)
		t->registers[f->base + r] = value;
}

/* ---- arithmetic that can go wrong */
static long divide(State_ *q, int is_signed, int remainder, long l, long r)
{
	if (!r) {
		fail(q, ASSERTION_);
		return 0;
	}
	if (!is_signed)
		return remainder ? (Word)l % (Word)r : (Word)l / (Word)r;
	if (r == -1)
		return remainder ? 0 : (long)-(Word)l;
	return remainder ? l % r : l / r;
}
static long shift(State_ *q, int bits, int is_signed, int left, long l, long count)
{
	if (count < 0 || count >= bits) {
		fail(q, ASSERTION_);
		return 0;
	}
	return left ? (long)((Word)l << count) : is_signed ? l >> count : (long)((Word)l >> count);
}
}
c_code {
/* ---- memory: an address names an object and a byte of it */
static int is_address(Word a) { return a >> 44 == OBJECTS_AT >> 44; }
static Word object_of(Word a) { return (a - OBJECTS_AT) >> 20; }
static long offset_of(Word a) { return (long)(a & 0xFFFFF) - 0x40000; }
static Word address_of(Word object) { return OBJECTS_AT + (object << 20) + 0x40000; }
static int function_of(Word a)
{
	Word distance = a - FUNCTIONS_AT;

	return distance < 1 << 20 && !(distance & 15) && distance >> 4 < FUNCTIONS ? (int)(distance >> 4) : -1;
}
static Object *heap_object(State_ *q, Word a)
{
	Word n;

	if (!is_address(a))
		return 0;
	n = object_of(a);
	return n >= GLOBALS && n < GLOBALS + OBJECTS && q->object[n - GLOBALS].status ? q->object + (n - GLOBALS) : 0;
}
static int in_section(const Thread *t)
{
	return t->reads[0] || t->reads[1] || t->reads[2] || t->reads[3];
}
static int reader(const Thread *t)
{
	return in_section(t) || t->disabled[BOTTOM_HALVES_] || t->softirq;
}
static void no_address(State_ *q, Word a)
{
	fail(q, a < 65536 ? NULL_DEREF_ : WILD_ACCESS_);
}
/* The word at an address, and in *unset the bits of it that hold no value; 0 if it must not be accessed. */
static Word *word_at(State_ *q, Word a, int bytes, int write, Word **unset)
{
	Object *o = 0;
	long at = offset_of(a), size;
	Word n = object_of(a);

	*unset = 0;
	if (!is_address(a)) {
		no_address(q, a);
		return 0;
	}
	if (n < GLOBALS) {
		if (write && first_word[n] < 0) {
			fail(q, WILD_ACCESS_);
			return 0;
		}
		size = global_size[n];
	} else {
		o = heap_object(q, a);
		if (!o) {
			fail(q, WILD_ACCESS_);
			return 0;
		}
		if (o->status == FREED && !(o->typesafe && reader(q->thread + running))) {
			fail(q, USE_AFTER_FREE_);
			return 0;
		}
		size = o->size;
	}
	if (at < 0 || at + bytes > size || at % bytes) {
		fail(q, WILD_ACCESS_);
		return 0;
	}
	if (!o && first_word[n] < 0)
		return constant_word + -1 - first_word[n] + at / 8;
	if (!o)
		return q->global + first_word[n] + at / 8;
	*unset = o->unset + at / 8;
	return o->word + at / 8;
}
static Word mask_of(int bytes) { return bytes == 8 ? ~0UL : (1UL << bytes * 8) - 1; }
static Word load(State_ *q, Word a, int bytes, Word wanted)
{
	Word *unset, *w = word_at(q, a, bytes, 0, &unset);
	int at = (offset_of(a) & 7) * 8;

	if (!w)
		return 0;
	if (unset && *unset >> at & wanted & mask_of(bytes))
		fail(q, UNINIT_READ_);
	return *w >> at & mask_of(bytes);
}
static void store(State_ *q, Word a, int bytes, Word value, Word defines)
{
	Word *unset, *w = word_at(q, a, bytes, 1, &unset);
	int at = (offset_of(a) & 7) * 8;

	if (!w)
		return;
	*w = (*w & ~(mask_of(bytes) << at)) | (value & mask_of(bytes)) << at;
	if (unset)
		*unset &= ~((defines & mask_of(bytes)) << at);
}

/* What is copied may be without a value, which is copied too; not so into a global, where all has one. */
static int is_unset(State_ *q, Word a, int bytes, Word wanted)
{
	Word *unset, *w = word_at(q, a, bytes, 0, &unset);

	wanted &= mask_of(bytes);
	return w && unset && (*unset >> (offset_of(a) & 7) * 8 & wanted) == wanted;
}
static void forget(State_ *q, Word a, int bytes, Word mask)
{
	Word *unset, *w = word_at(q, a, bytes, 1, &unset);
	int at = (offset_of(a) & 7) * 8;

	if (!w)
		return;
	if (!unset) {
		fail(q, UNINIT_READ_);
		return;
	}
	*w &= ~((mask & mask_of(bytes)) << at);
	*unset |= (mask & mask_of(bytes)) << at;
}

enum { BOOL_, S8_, U8_, S16_, U16_, S32_, U32_, S64_, U64_, POINTER_ };
static long wrap(int type, long value)
{
	switch (type) {
	case BOOL_: return value != 0;
	case S8_: return (signed char)value;
	case U8_: return (unsigned char)value;
	case S16_: return (short)value;
	case U16_: return (unsigned short)value;
	case S32_: return (int)value;
	case U32_: return (unsigned int)value;
	default: return value;
	}
}
/* One atomic read-modify-write; the value read. */
static long modify(State_ *q, Word a, int type, int bytes, int operation, long operand, long expected)
{
	Word *unset;
	long old, value = operand;

	if (!word_at(q, a, bytes, 1, &unset))
		return 0;
	old = wrap(type, load(q, a, bytes, ~0UL));
	switch (operation) {
	case COMPARE_EXCHANGE_:
		if (old != wrap(type, expected))
			return old;
		break;
	case ADD_UNLESS_:
		if (old == wrap(type, expected))
			return old;
		value = (Word)old + (Word)operand;
		break;
	case ADD_: value = (Word)old + (Word)operand; break;
	case SUBTRACT_: value = (Word)old - (Word)operand; break;
	case AND_: value = old & operand; break;
	case OR_: value = old | operand; break;
	case XOR_: value = old ^ operand; break;
	case AND_NOT_: value = old & ~operand; break;
	default: break;
	}
	store(q, a, bytes, value, ~0UL);
	return old;
}
static long choose_range(State_ *q, long low, long high)
{
	if (high < low || high - low > 65535) {
		fail(q, ASSERTION_);
		return 0;
	}
	return low + pick((int)(high - low + 1));
}
static void check_index(State_ *q, long index, long count)
{
	if (index < 0 || index >= count)
		fail(q, WILD_ACCESS_);
}

static void observe(State_ *q, int name, long value)
{
#ifdef OUTCOMES
	q->observed[name] = value;
	q->is_observed[name] = 1;
#endif
}
static void tell_outcome(const State_ *q)
{
#ifdef OUTCOMES
	int i;

	printf("outcome:");
	for (i = 0; i < OBSERVED; i++)
		if (q->is_observed[i])
			printf(" %s=%ld", observed_name[i], q->observed[i]);
	printf("\n");
#endif
}

/* ---- the ghost map */
static Word ghost_get(State_ *q, Word table, Word key)
{
	int i;

	for (i = 0; i < q->entries; i++)
		if (q->entry[i].table == table && q->entry[i].key == key)
			return q->entry[i].value;
	return 0;
}
static void ghost_set(State_ *q, Word table, Word key, Word value)
{
	Entry *e = q->entry;
	int i = 0, n = q->entries;

	while (i < n && (e[i].table < table || (e[i].table == table && e[i].key < key)))
		i++;
	if (i < n && e[i].table == table && e[i].key == key) {
		e[i].value = value;
		if (!value) {
			memmove(e + i, e + i + 1, (n - i - 1) * sizeof(Entry));
			memset(e + n - 1, 0, sizeof(Entry));
			q->entries--;
		}
		return;
	}
	if (!value)
		return;
	if (n == ENTRIES)
		give_up("more entries of the ghost map, raise ENTRIES");
	memmove(e + i + 1, e + i, (n - i) * sizeof(Entry));
	e[i].table = table;
	e[i].key = key;
	e[i].value = value;
	q->entries++;
}
}
c_code {
/* ---- heap */
static Object *fresh(State_ *q, Word size, Word cache, int automatic, int typesafe, int zero)
{
	int i = 0, w;
	Object *o;

	while (i < OBJECTS && q->object[i].status)
		i++;
	if (i == OBJECTS)
		give_up("more objects at a time, raise OBJECTS");
	if (size > OBJECT_WORDS * 8)
		give_up("a larger object, raise OBJECT_WORDS");
	o = q->object + i;
	memset(o, 0, sizeof(Object));
	o->status = LIVE;
	o->size = size;
	o->cache = cache;
	o->automatic = automatic;
	o->typesafe = typesafe;
	for (w = 0; !zero && w < (int)(size + 7) / 8; w++)
		o->unset[w] = ~0UL;
	return o;
}
static Word name_of(State_ *q, Object *o) { return address_of(GLOBALS + (o - q->object)); }
/* Fresh memory, or that of a freed object which somebody still points at. */
static Word allocate(State_ *q, Word size, Word cache, Word flags)
{
	int freed[OBJECTS], n = 0, i, way;
	Object *o;

	if ((long)size < 0 || size > 1 << 19) {
		fail(q, WILD_ACCESS_);
		return 0;
	}
	if (!size)
		return 16;
	for (i = 0; i < OBJECTS; i++) {
		o = q->object + i;
		if (o->status == FREED && !o->automatic && o->size == size && o->cache == cache)
			freed[n++] = i;
	}
	way = n ? pick(n + 1) : 0;
	if (!way)
		return name_of(q, fresh(q, size, cache, 0, flags >> 2 & 1, flags & 1));
	o = q->object + freed[way - 1];
	o->status = LIVE;
	for (i = 0; i < OBJECT_WORDS; i++) {
		if (flags & 1 || !o->typesafe)
			o->word[i] = 0;
		if (flags & 1)
			o->unset[i] = 0;
		else if (!(flags & 4) && i < (int)(size + 7) / 8)
			o->unset[i] = ~0UL;
	}
	o->typesafe = flags >> 2 & 1;
	return name_of(q, o);
}
static void bury(Object *o)
{
	o->status = FREED;
	if (!o->typesafe) {
		memset(o->word, 0, sizeof o->word);
		memset(o->unset, 0, sizeof o->unset);
	}
}
static void mark(State_ *q, Word a, char *found)
{
	Object *o = heap_object(q, a);

	if (o)
		found[o - q->object] = 1;
}
/* Something of a cache that goes is in use, and no callback is to free it. */
static int is_used(State_ *q, Word cache)
{
	char waits[OBJECTS];
	int i, s;

	memset(waits, 0, sizeof waits);
	for (s = FIRST_STARTED; s < THREADS; s++) {
		Thread *t = q->thread + s;

		if (t->alive && t->callback == 1)
			for (i = 0; i < REGISTERS; i++)
				mark(q, t->registers[i], waits);
	}
	for (i = 0; i < OBJECTS; i++)
		if (q->object[i].status == LIVE && q->object[i].cache == cache && !waits[i])
			return 1;
	return 0;
}
static void release(State_ *q, Word a, Word cache)
{
	Object *o = heap_object(q, a);
	int s, i, j;

	if (!a || a == 16)
		return;
	if (!is_address(a)) {
		no_address(q, a);
		return;
	}
	if (!o || (o->automatic && o->status == FREED)) {
		fail(q, WILD_ACCESS_);
		return;
	}
	if (o->status == FREED) {
		fail(q, DOUBLE_FREE_);
		return;
	}
	if (o->automatic || offset_of(a) || (cache && cache != a && o->cache != cache)) {
		fail(q, WILD_ACCESS_);
		return;
	}
	if (cache == a && is_used(q, cache)) {
		fail(q, MEMORY_LEAK_);
		return;
	}
	for (s = 0; s < THREADS; s++)
		for (i = 0; i < q->thread[s].locks; i++)
			if (heap_object(q, q->thread[s].held[i].address) == o) {
				fail(q, LOCK_MISUSE_);
				return;
			}
	for (i = j = 0; i < q->usages; i++)
		if (heap_object(q, q->usage[i].key) != o)
			q->usage[j++] = q->usage[i];
	while (q->usages > j)
		memset(q->usage + --q->usages, 0, sizeof(Entry));
	bury(o);
}
/* Freed objects that nothing points at are of no interest any more. */
static void collect(State_ *q)
{
	char found[OBJECTS];
	int i = 0, j;

	while (i < OBJECTS && q->object[i].status != FREED)
		i++;
	if (i == OBJECTS)
		return;
	memset(found, 0, sizeof found);
	for (i = 0; i < GLOBAL_WORDS; i++)
		mark(q, q->global[i], found);
	for (i = 0; i < q->entries; i++) {
		mark(q, q->entry[i].key, found);
		mark(q, q->entry[i].value, found);
	}
	for (i = 0; i < OBJECTS; i++)
		for (j = 0; j < OBJECT_WORDS; j++)
			mark(q, q->object[i].word[j], found);
	for (i = 0; i < THREADS; i++) {
		Thread *t = q->thread + i;

		for (j = 0; j < REGISTERS; j++)
			mark(q, t->registers[j], found);
		for (j = 0; j < t->locks; j++)
			mark(q, t->held[j].address, found);
		for (j = 0; j < t->sections; j++)
			mark(q, t->section[j], found);
		mark(q, t->domain, found);
		mark(q, t->callback, found);
	}
	for (i = 0; i < OBJECTS; i++)
		if (q->object[i].status == FREED && !found[i])
			memset(q->object + i, 0, sizeof(Object));
}
static void reach(State_ *q, Word a, char *found)
{
	Object *o = heap_object(q, a);
	int i;

	if (!o || o->status != LIVE || found[o - q->object])
		return;
	found[o - q->object] = 1;
	for (i = 0; i < OBJECT_WORDS; i++)
		reach(q, o->word[i], found);
}
static void seek_leaks(State_ *q)
{
	char found[OBJECTS];
	int i;

	memset(found, 0, sizeof found);
	for (i = 0; i < GLOBAL_WORDS; i++)
		reach(q, q->global[i], found);
	for (i = 0; i < OBJECTS; i++)
		if (q->object[i].status == LIVE && !q->object[i].automatic && !found[i])
			fail(q, MEMORY_LEAK_);
}
}
c_code {
/* ---- readers and grace periods; domain 0 is RCU, an odd one that of the callbacks of the domain below it */
static int inside(const Thread *t, Word domain)
{
	int i;

	if (!t->alive)
		return 0;
	if (domain & 1)
		return t->callback == domain;
	if (!domain)
		return t->waits != TURN && t->waits != BEFORE_CALLBACK && reader(t);
	for (i = 0; i < t->sections; i++)
		if ((t->section[i] & ~1UL) == domain)
			return 1;
	return 0;
}
static void section_left(State_ *q, int slot, Word domain)
{
	int s;

	for (s = 0; s < THREADS; s++)
		if (q->thread[s].domain == domain)
			q->thread[s].mask &= ~(1UL << slot);
}
static void note(State_ *q, Thread *t, int before)
{
	if (before && !reader(t))
		section_left(q, running, 0);
}
static Word readers(State_ *q, int slot, Word domain)
{
	Word mask = 0;
	int s;

	for (s = 0; s < THREADS; s++)
		if (s != slot && inside(q->thread + s, domain))
			mask |= 1UL << s;
	return mask;
}
/* 1 if the grace period is over at once. */
static int wait_for(State_ *q, Thread *t, Word domain)
{
	Word mask = readers(q, running, domain);

	if (!mask)
		return 1;
	if (region) {
		blocked = 1;
		return 0;
	}
	t->waits = READERS_;
	t->domain = domain;
	t->mask = mask;
	return 0;
}
static void enter(State_ *q, Thread *t, int context)
{
	if (!context)
		return;
	if (t->disabled[context] == 15)
		fail(q, LOCK_MISUSE_);
	else
		t->disabled[context]++;
}
static void leave(State_ *q, Thread *t, int context)
{
	int before = reader(t);

	if (!context)
		return;
	if (!t->disabled[context] || (context == BOTTOM_HALVES_ && t->disabled[INTERRUPTS_])) {
		fail(q, LOCK_MISUSE_);
		return;
	}
	t->disabled[context]--;
	note(q, t, before);
}
static int flavour(int context) { return context == INTERRUPTS_ ? PREEMPTION_ : context; }
static void read_lock(State_ *q, Thread *t, int context)
{
	if (t->reads[flavour(context)] == 15)
		fail(q, LOCK_MISUSE_);
	else
		t->reads[flavour(context)]++;
}
static void read_unlock(State_ *q, Thread *t, int context)
{
	int before = reader(t);

	if (!t->reads[flavour(context)]) {
		fail(q, LOCK_MISUSE_);
		return;
	}
	t->reads[flavour(context)]--;
	note(q, t, before);
}
static int touches(State_ *q, Word domain)
{
	Word *unset;

	return word_at(q, domain, 1, 0, &unset) != 0;
}
static int section_begin(State_ *q, Thread *t, Word domain)
{
	Word index = !(t->sections & 1);

	if (!touches(q, domain))
		return 0;
	if (t->sections == SECTIONS)
		give_up("more SRCU sections in each other, raise SECTIONS");
	t->section[t->sections++] = domain | index;
	return index;
}
static void section_end(State_ *q, Thread *t, Word domain, long index)
{
	int i = t->sections - 1;

	if (!touches(q, domain))
		return;
	while (i >= 0 && ((t->section[i] & ~1UL) != domain || (long)(t->section[i] & 1) != index))
		i--;
	if (i < 0) {
		fail(q, LOCK_MISUSE_);
		return;
	}
	for (; i < t->sections - 1; i++)
		t->section[i] = t->section[i + 1];
	t->section[--t->sections] = 0;
	if (!inside(t, domain))
		section_left(q, running, domain);
}
static int synchronize(State_ *q, Thread *t)
{
	if (reader(t)) {
		fail(q, RCU_MISUSE_);
		return 0;
	}
	return wait_for(q, t, 0);
}
static int synchronize_domain(State_ *q, Thread *t, Word domain)
{
	if (!touches(q, domain))
		return 0;
	if (inside(t, domain)) {
		fail(q, RCU_MISUSE_);
		return 0;
	}
	return wait_for(q, t, domain);
}

/* ---- locks */
static int holds(const Thread *t, Word a)
{
	int i;

	for (i = 0; i < t->locks; i++)
		if (t->held[i].address == a)
			return 1;
	return 0;
}
static int is_shared(int kind) { return kind == READ_ || kind == DOWN_READ_; }
static int sleeps(int kind) { return kind == MUTEX_ || kind == DOWN_READ_ || kind == DOWN_WRITE_; }
/* A lock that a softirq spins for must not be taken elsewhere with softirqs on. */
static void note_usage(State_ *q, Thread *t, Word a, int kind, int context, int waits)
{
	int i = 0, bits = 0;

	if (!SOFTIRQS || sleeps(kind))
		return;
	while (i < q->usages && q->usage[i].key != a)
		i++;
	if (t->softirq)
		bits = !waits ? 0 : is_shared(kind) ? 2 : 1;
	else if (context != BOTTOM_HALVES_ && context != INTERRUPTS_ && !t->disabled[BOTTOM_HALVES_] && !t->disabled[INTERRUPTS_])
		bits = is_shared(kind) ? 8 : 4;
	if (!bits)
		return;
	if (i == USAGES)
		give_up("more locks, raise USAGES");
	if (i == q->usages)
		q->usages++;
	q->usage[i].key = a;
	q->usage[i].value |= bits;
	bits = q->usage[i].value;
	if ((bits & 4 && bits & 3) || (bits & 8 && bits & 1))
		fail(q, LOCK_MISUSE_);
}
/* Whether a writer waits for a lock that readers hold. */
static int has_queue(const State_ *q, Word a)
{
	int s;

	for (s = 0; s < THREADS; s++)
		if (q->thread[s].alive && q->thread[s].waits == QUEUE && q->thread[s].domain == a)
			return 1;
	return 0;
}
static int is_free(const State_ *q, const Thread *t, Word a, int word, int kind, int waits)
{
	if (is_shared(kind) ? word < 0 : word != 0)
		return 0;
	if (kind == SPIN_ || kind == MUTEX_ || (waits && !is_shared(kind)))
		return 1;
	if (waits && (kind == READ_ ? t->softirq || t->disabled[BOTTOM_HALVES_] : !word))
		return 1;
	return !has_queue(q, a);
}
static int take(State_ *q, Thread *t, Word a, int kind, int context, int waits)
{
	Word *unset;
	int word;

	if (!word_at(q, a, 4, 1, &unset))
		return 0;
	word = (int)load(q, a, 4, ~0UL);
	if (!is_free(q, t, a, word, kind, waits)) {
		if (waits && holds(t, a))
			fail(q, DEADLOCK_);
		return 0;
	}
	if (is_shared(kind) && waits && sleeps(kind) && holds(t, a)) {
		fail(q, DEADLOCK_);
		return 0;
	}
	note_usage(q, t, a, kind, context, waits);
	store(q, a, 4, is_shared(kind) ? word + 1 : -1, ~0UL);
	if (t->locks == LOCKS)
		give_up("more locks held by one thread, raise LOCKS");
	t->held[t->locks].address = a;
	t->held[t->locks].kind = kind;
	t->held[t->locks++].context = context;
	return 1;
}
/* 1 if the thread has it; a writer that readers keep out queues, and takes it when it comes here again. */
static int lock(State_ *q, Thread *t, Word a, int kind, int context)
{
	if (!queued)
		enter(q, t, context);
	if (take(q, t, a, kind, context, 1))
		return 1;
	if (q->wrong)
		return 0;
	if (queued || region || (kind != WRITE_ && kind != DOWN_WRITE_) || (int)load(q, a, 4, ~0UL) < 0) {
		blocked = 1;
		return 0;
	}
	note_usage(q, t, a, kind, context, 1);
	t->waits = QUEUE;
	t->domain = a;
	return 0;
}
static int is_locked(State_ *q, Word a) { return load(q, a, 4, ~0UL) != 0 || has_queue(q, a); }
/* A plain store, which may make a lock free that is held. */
static void store_plain(State_ *q, Word a, int bytes, Word value, Word defines)
{
	int s;

	for (s = 0; s < THREADS && bytes == 4 && !value; s++)
		if (q->thread[s].alive && holds(q->thread + s, a))
			fail(q, LOCK_MISUSE_);
	store(q, a, bytes, value, defines);
}
static int try_lock(State_ *q, Thread *t, Word a, int kind, int context)
{
	if (kind == MUTEX_ && t->softirq)
		fail(q, LOCK_MISUSE_);
	if (q->wrong || !take(q, t, a, kind, context, 0))
		return 0;
	enter(q, t, context);
	return 1;
}
static void unlock(State_ *q, Thread *t, Word a, int kind, int context)
{
	Word *unset;
	int i = t->locks - 1;

	if (!word_at(q, a, 4, 1, &unset))
		return;
	while (i >= 0 && (t->held[i].address != a || t->held[i].kind != kind))
		i--;
	if (i < 0 || t->held[i].context != context) {
		fail(q, LOCK_MISUSE_);
		return;
	}
	for (; i < t->locks - 1; i++)
		t->held[i] = t->held[i + 1];
	memset(t->held + --t->locks, 0, sizeof(Held));
	store(q, a, 4, is_shared(kind) ? load(q, a, 4, 0) - 1 : 0, ~0UL);
	leave(q, t, context);
}
/* What keeps a thread from sleeping: 0 nothing, 1 an explicit read-side section, 2 anything else. */
static int atomic_because(const Thread *t)
{
	int i;

	for (i = 0; i < t->locks; i++)
		if (!sleeps(t->held[i].kind))
			return 2;
	if (t->softirq)
		return 2;
	return in_section(t) ? 1 : t->disabled[1] || t->disabled[2] || t->disabled[3] ? 2 : 0;
}
static void might_sleep_(State_ *q, Thread *t, int grace_period)
{
	if (atomic_because(t))
		fail(q, grace_period && in_section(t) ? RCU_MISUSE_ : SLEEP_IN_ATOMIC_);
}
}
c_code {
/* ---- calls and threads */
static int function_at(State_ *q, Word a)
{
	int function = function_of(a);

	if (function < 0)
		fail(q, a ? a < 65536 ? NULL_DEREF_ : WILD_ACCESS_ : NULL_DEREF_);
	return function;
}
static void push(State_ *q, Thread *t, int function, int n, const long *arguments)
{
	int base = 0, i;

	if (t->depth) {
		Frame *top = t->frame + t->depth - 1;

		base = top->base + code[top->function].registers;
	}
	if (t->depth == FRAMES)
		give_up("more calls in each other, raise FRAMES");
	if (base + code[function].registers > REGISTERS)
		give_up("more registers, raise REGISTERS");
	t->frame[t->depth].function = function;
	t->frame[t->depth].at = 0;
	t->frame[t->depth++].base = base;
	for (i = 0; i < n && i < code[function].parameters; i++)
		t->registers[base + i] = arguments[i];
}
static void call(State_ *q, Thread *t, Word callee, int n, const long *arguments)
{
	int function = function_at(q, callee);

	if (q->wrong)
		return;
	if (code[function].parameters > n)
		fail(q, WILD_ACCESS_);
	else
		push(q, t, function, n, arguments);
}
/* An automatic object of the running activation; its number is kept behind the registers. */
static Word automatic(State_ *q, Thread *t, Frame *f, int at, Word size)
{
	long *number = t->registers + f->base + at;
	int i;

	if (!*number)
		*number = name_of(q, fresh(q, size, 0, 1, 0, 0));
	for (i = 0; i < (int)(size + 7) / 8; i++) {
		heap_object(q, *number)->word[i] = 0;
		heap_object(q, *number)->unset[i] = ~0UL;
	}
	return *number;
}
/* Its block is left: it dies, and its register is not read before there is another. */
static void expire(State_ *q, Thread *t, Frame *f, int at, int r)
{
	long *number = t->registers + f->base + at;

	if (!*number)
		return;
	bury(heap_object(q, *number));
	*number = 0;
	t->registers[f->base + r] = 0;
}
static void give_back(State_ *q, Thread *t, Frame *f, long result)
{
	int function = f->function, base = f->base, i, n = code[function].registers, destination;

	for (i = n - code[function].automatics; i < n; i++)
		if (t->registers[base + i])
			bury(heap_object(q, t->registers[base + i]));
	memset(t->registers + base, 0, n * sizeof(long));
	memset(f, 0, sizeof(Frame));
	if (--t->depth) {
		f = t->frame + t->depth - 1;
		destination = piece(f->function, f->at)->destination[f->at % PIECE];
		set(t, f, destination, result);
		f->at++;
	}
}
static int begin_thread(State_ *q, int slot, int function, int softirq, long argument)
{
	Thread *t = q->thread + slot;

	memset(t, 0, sizeof(Thread));
	t->alive = 1;
	t->softirq = softirq;
	t->waits = softirq ? TURN : 0;
	push(q, t, function, 1, &argument);
	return slot;
}
/* kind: 0 thread, 1 work, 2 timer, 3 tasklet, 4 callback, 5 SRCU callback */
static void spawn(State_ *q, int kind, Word function, long argument, Word domain)
{
	int slot = FIRST_STARTED, f = function_at(q, function);
	Thread *t;

	if (q->wrong)
		return;
	while (slot < THREADS && q->thread[slot].alive)
		slot++;
	if (slot == THREADS)
		give_up("more threads that are started at a time, raise STARTED");
	t = q->thread + begin_thread(q, slot, f, kind == 2 || kind == 3 || kind == 4, argument);
	if (kind < 4)
		return;
	t->waits = BEFORE_CALLBACK;
	t->domain = kind == 5 ? domain : 0;
	t->mask = readers(q, slot, t->domain);
	t->callback = t->domain | 1;
}
static void start_all(State_ *q);
static void next_part(State_ *q)
{
	int s;

	for (s = 0; s < THREADS; s++)
		if (q->thread[s].alive)
			return;
	if (q->phase == RUN && EXIT_FUNCTION >= 0 && !ENDLESS) {
		q->phase = EXIT;
		begin_thread(q, 0, EXIT_FUNCTION, 0, 0);
		return;
	}
	if (!ENDLESS)
		seek_leaks(q);
	q->over = !q->wrong;
}
static void end_thread(State_ *q, int slot)
{
	Thread *t = q->thread + slot;
	Word callback = t->callback;
	int was_softirq = t->softirq;

	if (t->locks || in_section(t) || t->sections || t->disabled[1] || t->disabled[2] || t->disabled[3]) {
		fail(q, LOCK_MISUSE_);
		return;
	}
	memset(t, 0, sizeof(Thread));
	if (was_softirq)
		section_left(q, slot, 0);
	if (callback)
		section_left(q, slot, callback);
	if (q->phase != INIT)
		next_part(q);
	else if (!slot)
		start_all(q);
}

static int is_held(const Thread *t, Word a)
{
	int i, found = holds(t, a);

	for (i = 0; i < t->sections; i++)
		found |= (t->section[i] & ~1UL) == a;
	return found;
}

/* ---- steps */
static int step(State_ *q, int slot)
{
	Thread *t = q->thread + slot;
	int moved = 0, chose = 0;
	long performed = 0;

	running = slot;
	region = blocked = discarded = told = queued = 0;
	if (t->waits == QUEUE) {
		t->waits = 0;
		t->domain = 0;
		queued = 1;
	} else if (t->waits) {
		Frame *f = t->frame + t->depth - 1;
		if (t->mask)
			return BLOCKED;
		if (t->waits == READERS_)
			f->at++;
		t->waits = 0;
		t->domain = 0;
		moved = 1;
	}
	while (t->depth && !t->waits) {
		Frame *f = t->frame + t->depth - 1;
		int kind = piece(f->function, f->at)->kind[f->at % PIECE];

		if (!region) {
			if ((kind == SHARED_ && (moved || chose)) || (kind == CHOICE_ && moved))
				break;
			moved |= kind == SHARED_;
			chose |= kind == CHOICE_;
		}
		if (kind != LOCAL_ && !nested && told < 256) {
			story[told].thread = slot;
			story[told].function = f->function;
			story[told++].at = f->at;
		}
		if (++performed > 1000000)
			give_up("a step does not come to its end: an endless loop that no other thread can see");
		piece(f->function, f->at)->perform(q, t, f);
		queued = 0;
		if (q->wrong)
			return MOVED;
		if (blocked)
			return BLOCKED;
		if (discarded) {
			q->over = 1;
			return MOVED;
		}
	}
	if (!t->depth)
		end_thread(q, slot);
	collect(q);
	return MOVED;
}
static int advance(void)
{
	int n = made;

	while (n > 0 && choice[n - 1] + 1 >= ways_of[n - 1])
		n--;
	if (!n)
		return 0;
	choice[n - 1]++;
	known = n;
	return 1;
}
static State_ scratch[2];
/* In how many ways the thread can take a step; stops at the one of that number, with what it leads to in scratch. */
static int try(const State_ *q, int slot, int number)
{
	int n = 0;

	known = 0;
	do {
		made = 0;
		memcpy(scratch + nested, q, sizeof(State_));
		if (step(scratch + nested, slot) == MOVED && n++ == number)
			return n;
	} while (advance());
	return n;
}
/* Whether nobody else could go on from where this step began; who asks the same does not count. */
static int idle(void)
{
	static int kept[2][MOST_CHOICES];
	int s, n = made, k = known, slot = running, depth = region, is_idle = 1, so_far = told;

	if (nested)
		return 0;
	memcpy(kept[0], choice, sizeof choice);
	memcpy(kept[1], ways_of, sizeof ways_of);
	nested = 1;
	for (s = 0; is_idle && s < THREADS; s++)
		if (s != slot && origin->thread[s].alive && try(origin, s, 0))
			is_idle = 0;
	nested = 0;
	memcpy(choice, kept[0], sizeof choice);
	memcpy(ways_of, kept[1], sizeof ways_of);
	made = n;
	known = k;
	running = slot;
	region = depth;
	told = so_far;
	blocked = discarded = 0;
	return is_idle;
}
static int ways(const State_ *q, int slot)
{
	origin = q;
	if (q->over || q->wrong || !q->thread[slot].alive || (q->phase == INIT && slot && ways(q, 0)))
		return 0;
	return try(q, slot, -1);
}
static int more(const State_ *q, int slot, int number) { return number + 1 < ways(q, slot); }
static const char *text_at(int function, int at) { return piece(function, at)->text[at % PIECE]; }
static void tell(State_ *q, int slot)
{
	const char *name = slot >= FIRST_STARTED ? "started" : slot ? thread_name[slot] : origin->phase == INIT ? "init" : "exit";
	int i;

	for (i = 0; readtrail && i < told; i++)
		printf("  %s, in %s(): %s\n", name, code[story[i].function].name, text_at(story[i].function, story[i].at));
	if (q->wrong && q->function < 0)
		printf("quiesce: %s, when %s is done\n", finding_name[q->wrong], name);
	else if (q->wrong)
		printf("quiesce: %s, at %s\n", finding_name[q->wrong], text_at(q->function, q->at));
}
static void go(State_ *q, int slot, int number)
{
	origin = q;
	try(q, slot, number);
	tell(scratch, slot);
	if (scratch->over && !discarded)
		tell_outcome(scratch);
	if (scratch->over)
		memset(q, 0, sizeof(State_));
	else
		memcpy(q, scratch, sizeof(State_));
	q->over = scratch->over;
}
}
