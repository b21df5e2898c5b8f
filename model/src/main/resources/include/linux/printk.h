#ifndef _LINUX_PRINTK_H
#define _LINUX_PRINTK_H

#include <quiesce.h>

/* KERN_EMERG … KERN_CONT: levels; no matter here. */
#define KERN_EMERG ""
#define KERN_ALERT ""
#define KERN_CRIT ""
#define KERN_ERR ""
#define KERN_WARNING ""
#define KERN_NOTICE ""
#define KERN_INFO ""
#define KERN_DEBUG ""
#define KERN_DEFAULT ""
#define KERN_CONT ""

/* pr_fmt(fmt): what a model may define before its includes, to mark its messages. */
#ifndef pr_fmt
#define pr_fmt(fmt) fmt
#endif

/* printk(fmt, …), pr_*(fmt, …): text for the trace, no step of its own. */
#define printk(fmt, ...) __q_print(fmt, ##__VA_ARGS__)
#define printk_once(fmt, ...) __q_print(fmt, ##__VA_ARGS__)
#define printk_ratelimited(fmt, ...) __q_print(fmt, ##__VA_ARGS__)
#define pr_emerg(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)
#define pr_alert(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)
#define pr_crit(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)
#define pr_err(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warning(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)
#define pr_notice(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)
#define pr_cont(fmt, ...) __q_print(fmt, ##__VA_ARGS__)
#define pr_debug(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)
#define pr_devel(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)
#define pr_err_once(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn_once(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info_once(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)
#define pr_err_ratelimited(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn_ratelimited(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info_ratelimited(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)

/* dev_*(dev, fmt, …), netdev_*(dev, fmt, …): the same; the device is evaluated and not looked into. */
#define __q_dev_print(dev, fmt, ...) ((void)(dev), __q_print(fmt, ##__VA_ARGS__))
#define dev_err(dev, fmt, ...) __q_dev_print(dev, fmt, ##__VA_ARGS__)
#define dev_warn(dev, fmt, ...) __q_dev_print(dev, fmt, ##__VA_ARGS__)
#define dev_notice(dev, fmt, ...) __q_dev_print(dev, fmt, ##__VA_ARGS__)
#define dev_info(dev, fmt, ...) __q_dev_print(dev, fmt, ##__VA_ARGS__)
#define dev_dbg(dev, fmt, ...) __q_dev_print(dev, fmt, ##__VA_ARGS__)
#define netdev_err(dev, fmt, ...) __q_dev_print(dev, fmt, ##__VA_ARGS__)
#define netdev_warn(dev, fmt, ...) __q_dev_print(dev, fmt, ##__VA_ARGS__)
#define netdev_notice(dev, fmt, ...) __q_dev_print(dev, fmt, ##__VA_ARGS__)
#define netdev_info(dev, fmt, ...) __q_dev_print(dev, fmt, ##__VA_ARGS__)
#define netdev_dbg(dev, fmt, ...) __q_dev_print(dev, fmt, ##__VA_ARGS__)
#define netdev_printk(level, dev, fmt, ...) __q_dev_print(dev, fmt, ##__VA_ARGS__)
#define netdev_err_once(dev, fmt, ...) __q_dev_print(dev, fmt, ##__VA_ARGS__)
#define netdev_warn_once(dev, fmt, ...) __q_dev_print(dev, fmt, ##__VA_ARGS__)
#define netdev_info_once(dev, fmt, ...) __q_dev_print(dev, fmt, ##__VA_ARGS__)
#define dev_warn_once(dev, fmt, ...) __q_dev_print(dev, fmt, ##__VA_ARGS__)
#define dev_err_ratelimited(dev, fmt, ...) __q_dev_print(dev, fmt, ##__VA_ARGS__)
#define dev_warn_ratelimited(dev, fmt, ...) __q_dev_print(dev, fmt, ##__VA_ARGS__)
#define net_err_ratelimited(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)
#define net_warn_ratelimited(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)
#define net_info_ratelimited(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)
#define net_dbg_ratelimited(fmt, ...) __q_print(pr_fmt(fmt), ##__VA_ARGS__)

/* dev_err_probe(dev, err, fmt, …): the same; answers err. net_ratelimit(), printk_ratelimit(): 1, every message is printed. */
#define dev_err_probe(dev, err, fmt, ...) ({ __q_dev_print(dev, fmt, ##__VA_ARGS__); (err); })
#define net_ratelimit() 1
#define printk_ratelimit() 1

/* dump_stack(): no meaning here, a counterexample shows every stack. */
#define dump_stack() ((void)0)

#endif
