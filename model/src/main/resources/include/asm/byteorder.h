/* Byte order: wire order is only a name here, so that conversions keep the value. swab16 and its like do swap. */
#ifndef _ASM_BYTEORDER_H
#define _ASM_BYTEORDER_H

#include <linux/types.h>

#define __LITTLE_ENDIAN 1234

/* htons(x), cpu_to_be16(x), cpu_to_le16(x) and their like. */
#define htons(x) ((__be16)(x))
#define ntohs(x) ((u16)(x))
#define htonl(x) ((__be32)(x))
#define ntohl(x) ((u32)(x))
#define cpu_to_be16(x) ((__be16)(x))
#define be16_to_cpu(x) ((u16)(x))
#define cpu_to_be16p(p) ((__be16)*(p))
#define be16_to_cpup(p) ((u16)*(p))
#define be16_add_cpu(p, value) ((void)(*(p) += (value)))
#define cpu_to_le16(x) ((__le16)(x))
#define le16_to_cpu(x) ((u16)(x))
#define cpu_to_le16p(p) ((__le16)*(p))
#define le16_to_cpup(p) ((u16)*(p))
#define le16_add_cpu(p, value) ((void)(*(p) += (value)))
#define cpu_to_be32(x) ((__be32)(x))
#define be32_to_cpu(x) ((u32)(x))
#define cpu_to_be32p(p) ((__be32)*(p))
#define be32_to_cpup(p) ((u32)*(p))
#define be32_add_cpu(p, value) ((void)(*(p) += (value)))
#define cpu_to_le32(x) ((__le32)(x))
#define le32_to_cpu(x) ((u32)(x))
#define cpu_to_le32p(p) ((__le32)*(p))
#define le32_to_cpup(p) ((u32)*(p))
#define le32_add_cpu(p, value) ((void)(*(p) += (value)))
#define cpu_to_be64(x) ((__be64)(x))
#define be64_to_cpu(x) ((u64)(x))
#define cpu_to_be64p(p) ((__be64)*(p))
#define be64_to_cpup(p) ((u64)*(p))
#define be64_add_cpu(p, value) ((void)(*(p) += (value)))
#define cpu_to_le64(x) ((__le64)(x))
#define le64_to_cpu(x) ((u64)(x))
#define cpu_to_le64p(p) ((__le64)*(p))
#define le64_to_cpup(p) ((u64)*(p))
#define le64_add_cpu(p, value) ((void)(*(p) += (value)))

/* swab16(x), swab32(x), swab64(x): the bytes the other way round. */
#define swab16(x) ((u16)((u16)(x) << 8 | (u16)(x) >> 8))
#define swab32(x) ((u32)((u32)swab16(x) << 16 | swab16((u32)(x) >> 16)))
#define swab64(x) ((u64)((u64)swab32(x) << 32 | swab32((u64)(x) >> 32)))

#endif
