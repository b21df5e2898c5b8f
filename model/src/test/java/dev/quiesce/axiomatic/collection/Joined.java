package dev.quiesce.axiomatic.collection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A shape with a join for each of its threads, null for those of one access: a litmus test. */
public record Joined(Shape shape, List<Join> joins) {
    private static final Pattern GLOBAL = Pattern.compile("\\b([xyzwalmu][0-9]?|s)\\b");

    public Joined {
        joins = java.util.Collections.unmodifiableList(new ArrayList<>(joins));
    }

    /** Such as {@code MP+wmb+rmb}. */
    public String name() {
        StringBuilder name = new StringBuilder(shape.name());
        joins.stream().filter(join -> join != null).forEach(join -> name.append('+').append(join.word()));
        return name.toString();
    }

    static String location(int number) {
        return String.valueOf("xyzw".charAt(number));
    }

    /** The test as herd7 reads it. */
    public String text() {
        StringBuilder out = new StringBuilder("C " + name() + "\n\n{}\n");
        List<Shape.Access> accesses = shape.accesses();
        for (int t = 0; t < joins.size(); t++) {
            int thread = t;
            List<Shape.Access> own = accesses.stream().filter(access -> access.thread() == thread).toList();
            List<String> statements = own.size() == 1 ? List.of(access(own.getFirst(), 1, Join.PO)) : body(own, joins.get(t), t);
            out.append("\nP").append(t).append('(').append(parameters(statements)).append(")\n{\n");
            statements.forEach(statement -> out.append('\t').append(statement).append('\n'));
            out.append("}\n");
        }
        return out + "\nexists (" + shape.condition() + ")\n";
    }

    /** The locations that statements mention, declared. */
    static String parameters(List<String> statements) {
        TreeSet<String> used = new TreeSet<>();
        Matcher matcher = GLOBAL.matcher(String.join("\n", statements));
        while (matcher.find()) {
            used.add(matcher.group());
        }
        return String.join(", ", used.stream().map(name -> switch (name.charAt(0)) {
            case 'a' -> "atomic_t *" + name;
            case 'l', 'm' -> "spinlock_t *" + name;
            case 's', 'u' -> "struct srcu_struct *" + name;
            default -> "int *" + name;
        }).toList());
    }

    private static List<String> body(List<Shape.Access> accesses, Join join, int thread) {
        List<String> out = new ArrayList<>();
        String second = access(accesses.get(1), 2, join);
        out.add(access(accesses.getFirst(), 1, join));
        join.between().forEach(statement -> out.add(statement.replace("@", Integer.toString(thread))));
        switch (join) {
            case CONTROL, CONTROL_READ -> {
                out.add("if (r1 != 7)");
                out.add("\t" + second);
            }
            case CONTROL_RMB -> {
                out.add(1, "if (r1 != 7) {");
                out.add("\t" + second);
                out.add("}");
            }
            default -> out.add(second);
        }
        if (join == Join.READER) {
            out.addFirst("rcu_read_lock();");
            out.add("rcu_read_unlock();");
        }
        if (join == Join.SLEEPABLE_READER) {
            out.addFirst("r8 = srcu_read_lock(s);");
            out.add("srcu_read_unlock(s, r8);");
        }
        return out;
    }

    /** The statement for the first or second access of a thread. */
    private static String access(Shape.Access access, int position, Join join) {
        String location = location(access.location());
        boolean dependent = position == 2;
        String place = dependent && (join == Join.ADDRESS || join == Join.DEREFERENCE) ? "*(" + location + " + (r1 & 0))"
            : "*" + location;
        if (access.kind() == 'R') {
            String call = position == 1 ? switch (join) {
                case ACQUIRE -> "smp_load_acquire(" + location + ")";
                case DEREFERENCE -> "rcu_dereference(*" + location + ")";
                default -> "READ_ONCE(" + place + ")";
            } : "READ_ONCE(" + place + ")";
            return "r" + position + " = " + call + ";";
        }
        int value = access.value();
        String marked = String.format(Locale.ROOT, "WRITE_ONCE(%s, %s);", place,
            dependent && join == Join.DATA ? value + " + (r1 & 0)" : value);
        return position == 1 ? switch (join) {
            case STORE_MB -> "smp_store_mb(*" + location + ", " + value + ");";
            case XCHG -> "r9 = xchg(" + location + ", " + value + ");";
            case XCHG_RELAXED -> "r9 = xchg_relaxed(" + location + ", " + value + ");";
            default -> marked;
        } : switch (join) {
            case RELEASE -> "smp_store_release(" + location + ", " + value + ");";
            case ASSIGN -> "rcu_assign_pointer(*" + location + ", " + value + ");";
            case XCHG_RELEASE -> "r9 = xchg_release(" + location + ", " + value + ");";
            default -> marked;
        };
    }
}
