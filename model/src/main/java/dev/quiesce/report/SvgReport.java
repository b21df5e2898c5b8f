package dev.quiesce.report;

import dev.quiesce.check.CheckResult;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All execution graphs, one below the other. */
final class SvgReport {
    private static final Pattern SIZE = Pattern.compile(" width=\"([0-9]+)\" height=\"([0-9]+)\"");

    private SvgReport() {}

    static String render(List<CheckResult> results) {
        StringBuilder all = new StringBuilder();
        int width = 400;
        int height = 0;
        for (CheckResult result : results) {
            if (result.drawing() != null) {
                String one = ExecutionSvg.of(result.drawing(), result.model() + ": " + Words.label(result), "r" + height);
                Matcher size = SIZE.matcher(one);
                if (size.find()) {
                    all.append("<svg y=\"").append(height).append('"').append(one.substring("<svg".length()));
                    width = Math.max(width, Integer.parseInt(size.group(1)));
                    height += Integer.parseInt(size.group(2));
                }
            }
        }
        if (height == 0) {
            height = 40;
            width = 700;
            all.append("<rect width=\"700\" height=\"40\" fill=\"#fff\"/><text x=\"20\" y=\"25\" font-family=\"sans-serif\" font-size=\"14\">"
                + "no execution graph here: interleavings are shown by the formats text, html and dot</text>\n");
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height + "\">\n" + all + "</svg>\n";
    }
}
