package dev.quiesce.report;

import static dev.quiesce.report.Markup.attribute;
import static dev.quiesce.report.Markup.escape;

import dev.quiesce.axiomatic.Drawing;
import dev.quiesce.axiomatic.ExecutionGraph.Edge;
import dev.quiesce.axiomatic.ExecutionGraph.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An execution graph as SVG: a column for each thread, time of the program downwards, the cycle that matters in red. */
final class ExecutionSvg {
    private static final int CHARACTER = 8;
    private static final int BOX = 40;
    private static final int ROW = 76;
    private static final int GAP = 130;
    private static final int TOP = 84;
    private static final Map<String, String> COLOURS = Map.of("rf", "#070", "co", "#00c", "fr", "#b60",
        "addr", "#777", "data", "#777", "ctrl", "#777", "po", "#000");

    /** Where an event stands: the box's left upper corner, its width, its column and its row. */
    private record Place(int x, int y, int width, int column, int row) {
        int centre() {
            return x + width / 2;
        }

        int middle() {
            return y + BOX / 2;
        }
    }

    private final Drawing drawing;
    private final String title;
    private final String id;
    private final Map<Integer, String> letters;
    private final Map<Integer, Place> places = new HashMap<>();
    private final Map<String, Integer> arcs = new HashMap<>();
    private final Map<String, Integer> spots = new HashMap<>();
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder labels = new StringBuilder();
    private int width;
    private int height;

    private ExecutionSvg(Drawing drawing, String title, String id) {
        this.drawing = drawing;
        this.title = title;
        this.id = id;
        this.letters = drawing.graph().letters();
    }

    /** A whole {@code svg} element; {@code id} is one that nothing else on the same page has. */
    static String of(Drawing drawing, String title, String id) {
        ExecutionSvg svg = new ExecutionSvg(drawing, title, id);
        svg.place();
        svg.draw();
        return "<svg xmlns=\"http://www.w3.org/2000/svg\"" + attribute("width", svg.width + "") + attribute("height", svg.height + "")
            + attribute("viewBox", "0 0 " + svg.width + " " + svg.height)
            + " font-family=\"monospace\" font-size=\"13\" style=\"background:#fff\">\n" + svg.out + "</svg>\n";
    }

    // ---- where things are

    private void place() {
        Map<Integer, List<Node>> columns = new TreeMap<>();
        List<Node> initial = new ArrayList<>();
        for (Node node : drawing.graph().events()) {
            (node.thread() < 0 ? initial : columns.computeIfAbsent(node.thread(), t -> new ArrayList<>())).add(node);
        }
        int below = initial.isEmpty() ? 0 : 1;
        int x = 20;
        for (Node node : initial) {
            x = put(node, x, x, width(List.of(node)), -1, 0) + 30;
        }
        int left = 3 * GAP / 4;
        int column = 0;
        for (List<Node> nodes : columns.values()) {
            int wide = width(nodes);
            for (int i = 0; i < nodes.size(); i++) {
                put(nodes.get(i), left, left, wide, column, below + i);
            }
            String name = drawing.threads().get(nodes.getFirst().thread());
            out.append(text(left + wide / 2, TOP + below * ROW - 10, name, "#000", "bold"));
            left += wide + GAP;
            column++;
        }
        width = Math.max(Math.max(width, left), 20 + CHARACTER * Math.max(title.length(), drawing.caption().length()) + 20);
    }

    private int put(Node node, int x, int left, int wide, int column, int row) {
        Place place = new Place(left, TOP + row * ROW, wide, column, row);
        places.put(node.number(), place);
        width = Math.max(width, x + wide + 20);
        height = Math.max(height, place.y() + BOX + 24);
        return x + wide;
    }

    private int width(List<Node> nodes) {
        return 20 + CHARACTER * nodes.stream().mapToInt(node -> Math.max(ExecutionDot.text(node, letters).length(),
            ExecutionDot.source(node).length())).max().orElse(0);
    }

    // ---- what is drawn

    private void draw() {
        String names = out.toString();
        out.setLength(0);
        out.append("<defs>");
        COLOURS.values().stream().distinct().sorted().forEach(this::arrow);
        arrow("#d00");
        out.append("</defs>\n").append("<text x=\"20\" y=\"24\" font-weight=\"bold\">").append(escape(title)).append("</text>\n")
            .append("<text x=\"20\" y=\"44\">").append(escape(drawing.caption())).append("</text>\n").append(names);
        for (Edge edge : drawing.graph().edges()) {
            if (ExecutionDot.isDrawn(drawing, edge)) {
                line(edge.from(), edge.to(), edge.kind().equals("po") ? "" : edge.kind(), COLOURS.get(edge.kind()), "1.2", false);
            }
        }
        for (Drawing.Step step : drawing.cycle()) {
            line(step.from(), step.to(), step.label(), "#d00", "2.2", !step.kept());
        }
        drawing.graph().events().forEach(this::box);
        out.append(labels);
    }

    private void arrow(String colour) {
        out.append("<marker").append(attribute("id", arrowOf(colour))).append(" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"9\"")
            .append(" markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\"")
            .append(attribute("fill", colour)).append("/></marker>");
    }

    private String arrowOf(String colour) {
        return id + "a" + colour.substring(1);
    }

    private void box(Node node) {
        Place place = places.get(node.number());
        String source = ExecutionDot.source(node);
        out.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\" fill=\"#f6f6f6\" fill-opacity=\".9\" stroke=\"#888\"/>%n",
            place.x(), place.y(), place.width(), BOX));
        out.append(text(place.centre(), place.y() + (source.isEmpty() ? 24 : 17), ExecutionDot.text(node, letters), "#000", "normal"));
        if (!source.isEmpty()) {
            out.append(text(place.centre(), place.y() + 33, source, "#777", "normal"));
        }
    }

    private static String text(int x, int y, String words, String colour, String weight) {
        return String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"%s\" font-weight=\"%s\" "
            + "stroke=\"#fff\" stroke-width=\"4\" paint-order=\"stroke\">%s</text>%n", x, y, colour, weight, escape(words));
    }

    private void line(int from, int to, String label, String colour, String thickness, boolean dashed) {
        Place a = places.get(from);
        Place b = places.get(to);
        boolean down = a.column() == b.column() && b.row() == a.row() + 1 && label.isEmpty();
        String path;
        int x;
        int y = (a.middle() + b.middle()) / 2;
        if (down) {
            path = "M" + a.centre() + " " + (a.y() + BOX) + "L" + b.centre() + " " + b.y();
            x = a.centre();
        } else if (a.column() == b.column()) {
            int out = a.x() - 24 - 14 * arcs.merge("column" + a.column(), 1, Integer::sum) % 56;
            path = "M" + a.x() + " " + a.middle() + "C" + out + " " + a.middle() + " " + out + " " + b.middle() + " " + b.x() + " " + b.middle();
            x = out + (a.x() - out) / 4;
        } else if (a.column() < 0) {
            path = "M" + a.centre() + " " + (a.y() + BOX) + "L" + b.centre() + " " + b.y();
            x = (a.centre() + b.centre()) / 2;
        } else {
            boolean right = a.column() < b.column();
            int start = right ? a.x() + a.width() : a.x();
            int end = right ? b.x() : b.x() + b.width();
            // Labels of lines that cross lie at a third, so that they do not lie on each other.
            path = "M" + start + " " + a.middle() + "L" + end + " " + b.middle();
            x = start + (end - start) / 3;
            y = a.middle() + (b.middle() - a.middle()) / 3;
        }
        out.append("<path d=\"").append(path).append("\" fill=\"none\"").append(attribute("stroke", colour))
            .append(attribute("stroke-width", thickness)).append(dashed ? " stroke-dasharray=\"6 4\"" : "")
            .append(" marker-end=\"url(#").append(arrowOf(colour)).append(")\"/>\n");
        if (!label.isEmpty()) {
            int above = 15 * (spots.merge(x / 60 + " " + y / 20, 1, Integer::sum) - 1);
            labels.append(text(x, y - 4 - above, label, colour, "normal"));
        }
    }
}
