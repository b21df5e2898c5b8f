package dev.quiesce.axiomatic.collection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of litmus tests that are no cycle of a classic shape. Its first lines say how it is written. */
public final class Table {
    private static final Pattern LOCATION = Pattern.compile("\\b([xyzwplmst]|a)\\b");

    /**
     * A row of the table.
     *
     * @param line   where it stands, from 1; rows that are repeated stand in one place
     * @param answer {@code Never 0/3}, with {@code data-race} or other flags behind; empty if none is written
     * @param text   the test as herd7 reads it
     */
    public record Row(String name, int line, String answer, String text) {}

    /** One repetition of the lines below an {@code each}: what the names stand for. */
    private record Each(List<Map<String, String>> values) {}

    private final Map<String, String> words = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private Each each = new Each(List.of(Map.of()));

    private Table() {}

    /** All rows, in order. */
    public static List<Row> rows() {
        try (InputStream in = Table.class.getResourceAsStream("/litmus/table.txt")) {
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a table. */
    static List<Row> read(String text) {
        Table table = new Table();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            try {
                table.line(line, i + 1);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("table.txt:" + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return List.copyOf(table.rows);
    }

    private void line(String line, int number) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        if (line.startsWith("word ")) {
            String[] parts = line.split(" +", 3);
            words.put(parts[1], parts[2]);
        } else if (line.startsWith("each ")) {
            each = each(line);
        } else if (line.equals("end")) {
            each = new Each(List.of(Map.of()));
        } else {
            for (Map<String, String> values : each.values()) {
                row(replaced(line, values), number);
            }
        }
    }

    private static Each each(String line) {
        String[] parts = line.substring("each ".length()).split(": ", 2);
        List<String> names = List.of(parts[0].split(" "));
        List<Map<String, String>> values = new ArrayList<>();
        for (String value : parts[1].split(" ")) {
            List<String> cells = List.of(value.split("/"));
            Map<String, String> map = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                map.put(names.get(i), cells.get(i));
            }
            values.add(map);
        }
        return new Each(values);
    }

    private static String replaced(String line, Map<String, String> values) {
        String result = line;
        for (Map.Entry<String, String> value : values.entrySet()) {
            result = result.replace(value.getKey(), value.getValue());
        }
        return result;
    }

    private void row(String line, int number) {
        String[] parts = line.split(" : ", -1);
        if (parts.length < 3) {
            throw new IllegalArgumentException("name : threads : condition : answer");
        }
        String[] head = parts[0].split(" ", 2);
        String initial = head.length == 2 ? head[1] : "{}";
        StringBuilder out = new StringBuilder("C " + head[0] + "\n\n" + initial + "\n");
        String[] threads = parts[1].split(" \\| ");
        for (int t = 0; t < threads.length; t++) {
            List<String> statements = statements(threads[t].trim());
            out.append("\nP").append(t).append('(').append(parameters(statements)).append(")\n{\n");
            statements.forEach(statement -> out.append('\t').append(statement).append('\n'));
            out.append("}\n");
        }
        out.append("\nexists (").append(parts[2]).append(")\n");
        rows.add(new Row(head[0], number, parts.length > 3 ? parts[3].trim() : "", out.toString()));
    }

    private List<String> statements(String thread) {
        List<String> statements = new ArrayList<>();
        int register = 0;
        for (String word : thread.split(" ")) {
            String[] parts = word.split(":");
            String template = words.get(parts[0]);
            if (template == null) {
                throw new IllegalArgumentException("unknown word " + word);
            }
            for (int i = 1; i < parts.length; i++) {
                template = template.replace("$" + i, parts[i]);
            }
            if (template.contains("$")) {
                throw new IllegalArgumentException("an argument is missing in " + word);
            }
            if (template.contains("#")) {
                register++;
            }
            statements.add(template.replace("#", Integer.toString(register)).replace("@", Integer.toString(register)));
        }
        return statements;
    }

    /** The locations that statements mention, declared by what the letter stands for. */
    private static String parameters(List<String> statements) {
        java.util.TreeSet<String> used = new java.util.TreeSet<>();
        Matcher matcher = LOCATION.matcher(String.join("\n", statements));
        while (matcher.find()) {
            used.add(matcher.group());
        }
        return String.join(", ", used.stream().map(name -> switch (name) {
            case "a" -> "atomic_t *a";
            case "l", "m" -> "spinlock_t *" + name;
            case "s", "t" -> "struct srcu_struct *" + name;
            case "p" -> "int **p";
            default -> "int *" + name;
        }).toList());
    }
}
