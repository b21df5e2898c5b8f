#ifndef _LINUX_BITFIELD_H
#define _LINUX_BITFIELD_H

#include <linux/types.h>
#include <linux/bits.h>

#define __q_lowest_bit(mask) ((mask) & (~(mask) + 1))

/* FIELD_GET(mask, word): the field of a word that the mask covers. */
#define FIELD_GET(mask, word) ((typeof(mask))(((word) & (mask)) / __q_lowest_bit(mask)))

/* FIELD_PREP(mask, value): the value where the mask has its field. */
#define FIELD_PREP(mask, value) ((typeof(mask))(((typeof(mask))(value) * __q_lowest_bit(mask)) & (mask)))
#define FIELD_PREP_CONST(mask, value) FIELD_PREP(mask, value)

/* FIELD_FIT(mask, value): whether the field can hold the value. FIELD_MAX(mask): the largest that it can. */
#define FIELD_MAX(mask) ((typeof(mask))((mask) / __q_lowest_bit(mask)))
#define FIELD_FIT(mask, value) ((typeof(mask))(value) <= FIELD_MAX(mask))

/* FIELD_MODIFY(mask, &word, value): replaces the field, in plain steps. */
#define FIELD_MODIFY(mask, word, value) (*(word) = (*(word) & ~(mask)) | FIELD_PREP(mask, value))

#endif
