/* What is declared in a block lives until the block is left, by whatever way, and is another one each time. */
#include <quiesce.h>
#include <linux/list.h>

#pragma quiesce variant(inside)
#pragma quiesce variant(behind_the_block, OUTSIDE, BLOCK)
#pragma quiesce variant(next_round, OUTSIDE, LOOP)
#pragma quiesce variant(continued, OUTSIDE, CONTINUE)
#pragma quiesce variant(broken_out, OUTSIDE, BREAK)
#pragma quiesce variant(jumped_out, OUTSIDE, GOTO)
#pragma quiesce variant(literal_in_block, OUTSIDE, LITERAL)
#pragma quiesce variant(literal_of_a_branch, OUTSIDE, BRANCH)
#pragma quiesce variant(of_an_expression, OUTSIDE, EXPRESSION)
#pragma quiesce variant(array_in_block, OUTSIDE, ARRAY)
#pragma quiesce variant(case_in_block, OUTSIDE, CASE)
#pragma quiesce variant(loop_variable, OUTSIDE, HEAD)
#pragma quiesce variant(left_on_a_list, OUTSIDE, LINKED)
#pragma quiesce variant(without_a_value_again, UNSET)

struct pair { int a, b; };
struct node { struct list_head link; int value; };
static LIST_HEAD(nodes);
static int sum, rounds;

static int first(const struct pair *p)
{
	return p->a;
}

static void block(void)
{
	struct pair kept = { 1, 2 };
	struct pair *p = &kept;

	{
		struct pair inner = { 3, 4 };

#ifdef BLOCK
		p = &inner;
#endif
		sum += first(&inner);
	}
	sum += p->a;
	BUG_ON(sum != 4);
	cover("block");
}

static void rounds_of_a_loop(void)
{
	const struct pair *before = NULL;

	for (int i = 0; i < 3; i++) {
		struct pair now;

		now.a = i;
#ifdef LOOP
		if (before)
			sum += before->a;
		before = &now;
#else
		before = &now;
		sum += before->a;
#endif
	}
	BUG_ON(sum != 3);
	cover("loop");
}

static void continued(void)
{
	int *p = &sum;
	int i = 0;

	while (i < 2) {
		int mine = i++;
		int *q = &mine;

		if (i == 1) {
#ifdef CONTINUE
			p = q;
#endif
			continue;
		}
		*q += 1;
		*p += *q;
	}
	BUG_ON(sum != 2);
	cover("continue");
}

static void broken_out(void)
{
	int *p = &sum;

	do {
		int mine = 5;
		int *q = &mine;

#ifdef BREAK
		p = q;
#endif
		if (*q)
			break;
	} while (1);
	*p = 1;
	cover("break");
}

static void jumped_out(void)
{
	int *p = &sum;

again:
	{
		int mine = 5;
		int *q = &mine;

		if (!rounds++)
			goto again;
#ifdef GOTO
		p = q;
#endif
		if (*q)
			goto out;
		sum = 7;
	}
out:
	*p += 1;
	BUG_ON(sum != 1);
	cover("goto");
}

static void same_block(void)
{
	int n = 0;
	struct pair *p = NULL;

again:
	;
	struct pair one;

	if (!p)
		p = &one;
	/* Going back does not leave the block: it is still the same one. */
	p->a = n;
	if (n++ < 2)
		goto again;
	BUG_ON(one.a != 2);
	cover("same");
}

static void literals(void)
{
	const struct pair *p = NULL, *q = &(struct pair){ 1, 2 };

	{
		p = &(struct pair){ 3, 4 };
		sum = p->a;
	}
#ifndef LITERAL
	p = q;
#endif
	if (sum == 3)
#ifdef BRANCH
		q = &(struct pair){ 5, 6 };
#else
		sum += first(&(struct pair){ 5, 6 });
#endif
	sum += p->a + q->b;
	cover("literal");
}

static void expressions(void)
{
	struct pair copy = ({ struct pair inner = { 1, 2 }; first(&inner); inner; });
	int *p = ({
		int inner = 3;
		int *at = &inner;

		*at += 1;
#ifdef EXPRESSION
		at;
#else
		copy.b = *at;
		&copy.a;
#endif
	});

	*p += 1;
	BUG_ON(copy.a != 2 || copy.b != 4);
	cover("expression");
}

static void arrays(void)
{
	int *p = NULL;

	{
		int some[3] = { 1, 2, 3 };

		p = some;
		sum += p[2];
	}
#ifdef ARRAY
	sum += p[0];
#endif
	BUG_ON(sum != 3);
	cover("array");
}

static void cases(void)
{
	int *p = NULL;

	for (int i = 0; i < 3; i++) {
		switch (i) {
			int mine;
		case 0:
			p = &mine;
			*p = 1;
			break;
		case 1:
#ifndef CASE
			p = &mine;
			mine = 2;
#endif
			sum += *p;
			break;
		default:
			mine = 3;
			sum += mine;
		}
	}
	BUG_ON(sum != 5);
	cover("case");
}

static void heads(void)
{
	int *p = &sum;

	for (int i = 0, *at = &i; *at < 2; (*at)++)
#ifdef HEAD
		p = at;
#else
		*p += *at;
#endif
	*p += 1;
	cover("head");
}

static void linked(void)
{
	for (int i = 0; i < 2; i++) {
		struct node n = { .value = i };

		list_add(&n.link, &nodes);
		sum += list_first_entry(&nodes, struct node, link)->value;
#ifndef LINKED
		list_del(&n.link);
#endif
	}
	BUG_ON(sum != 1);
	cover("linked");
}

static void entered_again(void)
{
	for (int i = 0; i < 2; i++) {
		static struct pair always;
		struct pair each, *p = &each;

#ifdef UNSET
		if (i == 0)
#endif
			p->a = i;
		sum += p->a + always.a;
		always.a = 1;
	}
	BUG_ON(sum != 2);
	cover("again");
}

#ifdef OUTSIDE
#define RUNS(name, what) struct scenario name = { .threads = { what }, .expect = USE_AFTER_FREE }
#else
#define RUNS(name, what) struct scenario name = { .threads = { what } }
#ifndef UNSET
#define ALL
#endif
#endif

#if defined(BLOCK) || defined(ALL)
RUNS(block_is_left, block);
#endif
#if defined(LOOP) || defined(ALL)
RUNS(round_is_over, rounds_of_a_loop);
#endif
#if defined(CONTINUE) || defined(ALL)
RUNS(round_is_continued, continued);
#endif
#if defined(BREAK) || defined(ALL)
RUNS(loop_is_left, broken_out);
#endif
#if defined(GOTO) || defined(ALL)
RUNS(block_is_jumped_out_of, jumped_out);
#endif
#if defined(LITERAL) || defined(BRANCH) || defined(ALL)
RUNS(literal_is_gone, literals);
#endif
#if defined(EXPRESSION) || defined(ALL)
RUNS(expression_is_over, expressions);
#endif
#if defined(ARRAY) || defined(ALL)
RUNS(array_is_gone, arrays);
#endif
#if defined(CASE) || defined(ALL)
RUNS(switch_is_left, cases);
#endif
#if defined(HEAD) || defined(ALL)
RUNS(loop_variable_is_gone, heads);
#endif
#if defined(LINKED) || defined(ALL)
RUNS(list_is_stale, linked);
#endif
#ifdef ALL
RUNS(block_is_not_left, same_block);
#endif
#ifndef OUTSIDE
struct scenario entered = {
	.threads = { entered_again },
#ifdef UNSET
	.expect = UNINIT_READ,
#endif
};
#endif
