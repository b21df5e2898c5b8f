package dev.quiesce.report;

import dev.quiesce.simulate.Trace;
import java.util.ArrayList;
import java.util.List;

/** A picture is a trace in text: a column for each thread while there are at most three, else a numbered story. */
final class Picture {
    private static final int MARGIN = 2;
    private static final int HEADER_SHIFT = 5;
    private static final int MAX_INDENT = 8;
    private static final int HANG = 4;

    private final List<Story.Entry> entries;
    private final List<String> threads;
    private final int preparations;
    private final List<String> out = new ArrayList<>();

    private Picture(Story story) {
        this.entries = story.entries();
        this.threads = story.threads();
        this.preparations = story.preparations();
    }

    static List<String> draw(Trace trace) {
        Picture picture = new Picture(Story.of(trace));
        if (!picture.entries.isEmpty()) {
            if (picture.threads.size() <= 3) {
                picture.columns();
            } else {
                picture.story();
            }
        }
        return picture.out;
    }

    private void columns() {
        if (preparations > 0) {
            out.add(" ".repeat(MARGIN) + "first " + entries.getFirst().thread() + ", alone:");
            entries.subList(0, preparations).forEach(entry -> write(entry, 2 * MARGIN, Lines.WIDTH));
            out.add("");
        }
        header();
        boolean alone = false;
        for (Story.Entry entry : entries.subList(preparations, entries.size())) {
            int column = threads.indexOf(entry.thread());
            if (column < 0 && !alone) {
                out.add("");
                out.add(" ".repeat(MARGIN) + "then " + entry.thread() + ", alone:");
            }
            alone = column < 0;
            int start = alone ? 2 * MARGIN : start(column);
            int end = alone ? Lines.WIDTH : end(column);
            write(entry, start, end);
        }
    }

    private void header() {
        StringBuilder names = new StringBuilder();
        StringBuilder rules = new StringBuilder();
        for (int column = 0; column < threads.size(); column++) {
            int width = end(column) - start(column);
            String name = Lines.clip("CPU" + column + " (" + threads.get(column) + ")", width);
            int shift = column == 0 ? Math.min(HEADER_SHIFT, width - name.length()) : 0;
            names.append(" ".repeat(start(column) + shift - names.length())).append(name);
            rules.append(" ".repeat(start(column) + shift - rules.length())).append("-".repeat(name.length()));
        }
        out.add(names.toString());
        out.add(rules.toString());
    }

    private void write(Story.Entry entry, int start, int end) {
        int indent = start + Math.min(MAX_INDENT, 2 * entry.depth());
        for (String line : lines(entry, end - indent)) {
            out.add(" ".repeat(indent) + line);
        }
    }

    /** Columns are as wide as each other; the second of two begins in the middle. */
    private int start(int column) {
        return switch (threads.size()) {
            case 2 -> column == 0 ? MARGIN : 39;
            case 3 -> MARGIN + column * 25;
            default -> MARGIN;
        };
    }

    private int end(int column) {
        return column + 1 == threads.size() ? Lines.WIDTH : start(column + 1) - 2;
    }

    private void story() {
        int nameWidth = Math.min(20, entries.stream().mapToInt(entry -> entry.thread().length()).max().orElse(0));
        int digits = String.valueOf(entries.getLast().step()).length();
        int left = MARGIN + digits + 2 + nameWidth + 2;
        int lastStep = -1;
        for (Story.Entry entry : entries) {
            int indent = left + Math.min(MAX_INDENT, 2 * entry.depth());
            String lead = entry.step() == lastStep ? "" : number(entry, digits)
                + Lines.pad(Lines.clip(entry.thread(), nameWidth), nameWidth);
            for (String line : lines(entry, Lines.WIDTH - indent)) {
                out.add(Lines.pad(lead, indent) + line);
                lead = "";
            }
            lastStep = entry.step();
        }
    }

    private static String number(Story.Entry entry, int digits) {
        String number = String.valueOf(entry.step());
        return " ".repeat(MARGIN + digits - number.length()) + number + ". ";
    }

    /** The statement, and its note behind it or, where there is no room, on lines of its own. */
    private static List<String> lines(Story.Entry entry, int width) {
        List<String> lines = new ArrayList<>(Lines.wrap(entry.text(), width, HANG));
        if (entry.note().isEmpty()) {
            return lines;
        }
        String note = "<-- " + entry.note();
        if (lines.getLast().length() + 2 + note.length() <= width) {
            lines.add(lines.removeLast() + "  " + note);
        } else {
            int margin = Math.min(HANG, width / 3);
            Lines.wrap(note, width - margin, HANG).forEach(line -> lines.add(" ".repeat(margin) + line));
        }
        return lines;
    }
}
