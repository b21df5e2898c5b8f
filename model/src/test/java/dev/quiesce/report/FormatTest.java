package dev.quiesce.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.quiesce.Golden;
import dev.quiesce.check.CheckResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest {
    private static String render(Format format) {
        return format.render(Samples.all(), Style.PLAIN);
    }

    @ParameterizedTest
    @EnumSource
    void every_format_writes_what_its_golden_file_holds(Format format) {
        Golden.check("report/all." + format.option(), render(format));
    }

    @Test
    void one_row_is_laid_out_as_the_design_has_it() {
        Golden.check("report/flow.text", Format.TEXT.render(List.of(Samples.flow()), Style.PLAIN));
    }

    private static String renderAsOneModel() {
        return Format.TEXT.render(Samples.all().stream().map(row -> row.withModel("flow.c")).toList(), Style.PLAIN);
    }

    @Test
    void of_one_model_every_row_has_a_block() {
        Golden.check("report/one-model.text", renderAsOneModel());
    }

    @Test
    void of_several_models_only_rows_that_are_not_as_expected_have_a_block() {
        List<String> heads = render(Format.TEXT).lines().filter(line -> line.matches("\\w.*: [A-Z]{5,}(  .*)?")).toList();
        assertEquals(List.of("flow_teardown [fixed]", "flow_again", "insert_vs_delete (lkmm)", "namespace_exit [today] (tso)",
            "MP (lkmm)", "xfrm/broken.c"), heads.stream().map(head -> head.substring(0, head.indexOf(": "))).toList());
    }

    @ParameterizedTest
    @EnumSource
    void every_format_says_something_about_no_rows_at_all(Format format) {
        assertTrue(format.render(List.of(), Style.PLAIN).endsWith("\n"));
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "COMMIT"})
    void what_a_person_reads_is_75_columns_of_ascii(Format format) {
        Stream.of(render(format), renderAsOneModel()).flatMap(String::lines).forEach(line -> {
            assertTrue(line.length() <= 75, line);
            assertTrue(line.chars().allMatch(c -> c >= ' ' && c <= '~'), line);
            assertEquals(line.stripTrailing(), line);
        });
    }

    @Test
    void no_line_of_a_commit_message_starts_with_a_hash() {
        assertFalse(Pattern.compile("^#", Pattern.MULTILINE).matcher(render(Format.COMMIT)).find());
    }

    @Test
    void colour_adds_nothing_but_colour() {
        String coloured = Format.TEXT.render(Samples.all(), new Style(true, List.of(), false));
        assertTrue(coloured.contains("\033["));
        assertEquals(render(Format.TEXT), coloured.replaceAll("\033\\[[0-9]*m", ""));
    }

    @Test
    void options_that_a_replay_needs_stand_in_the_command_and_in_the_json() throws Exception {
        Style style = new Style(false, List.of("-D", "DEBUG=a b"), false);
        assertTrue(Format.TEXT.render(List.of(Samples.flow()), style).contains("-D 'DEBUG=a b'"));
        JsonNode row = new JsonMapper().readTree(Format.JSON.render(List.of(Samples.flow()), style)).at("/results/0");
        assertEquals("DEBUG=a b", row.at("/arguments/1").textValue());
    }

    @Test
    void xml_and_json_can_be_read() throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(new ByteArrayInputStream(render(Format.JUNIT).getBytes(StandardCharsets.UTF_8)));
        assertEquals("2.1.0", new JsonMapper().readTree(render(Format.SARIF)).path("version").textValue());
        assertEquals(1, new JsonMapper().readTree(render(Format.JSON)).path("schema").intValue());
    }

    @Test
    void every_link_of_a_page_leads_somewhere_and_no_two_places_have_one_name() {
        String page = render(Format.HTML);
        List<String> names = Pattern.compile(" id=\"([^\"]*)\"").matcher(page).results().map(match -> match.group(1)).toList();
        List<String> links = Pattern.compile("(?:href=\"|url\\()#([^\")]*)").matcher(page).results().map(match -> match.group(1)).toList();
        assertEquals(Samples.all().size(), links.stream().filter(link -> link.startsWith("r")).distinct().count());
        assertTrue(names.containsAll(links), links + " " + names);
        assertEquals(names.stream().distinct().toList(), names);
    }

    @Test
    void a_page_shows_what_is_found_besides() {
        String page = Format.HTML.render(List.of(Samples.nested()), Style.PLAIN);
        assertEquals(Samples.nested().others().size(), page.split("<p>also: ", -1).length - 1);
        assertTrue(Samples.nested().others().size() > 0);
    }

    @ParameterizedTest
    @EnumSource
    void a_replay_in_which_nothing_goes_wrong_has_every_format(Format format) {
        CheckResult bounded = Samples.bounded();
        CheckResult run = new CheckResult("a b.c", "s", "default", "", bounded.memory(), bounded.verdict(), bounded.expected(), null,
            Samples.flow().trace(), List.of(), "", bounded.statistics(), "one interleaving", List.of(), Map.of(), List.of(), Map.of(),
            List.of());
        String text = format.render(List.of(run), new Style(false, List.of(), true));
        assertTrue(text.endsWith("\n"), text);
    }

    @Test
    void a_path_in_sarif_is_a_reference_that_browsers_and_editors_can_follow() {
        CheckResult blank = Samples.provedInVain().withModel("my models/\u00e4:b.c");
        assertTrue(Format.SARIF.render(List.of(blank), Style.PLAIN).contains("\"uri\" : \"./my%20models/%C3%A4:b.c\""));
    }

    @Test
    void rows_that_a_bound_ended_are_undecided_and_not_wrong() {
        String text = Format.TEXT.render(List.of(Samples.proved(), Samples.bounded(), Samples.provedInVain()), Style.PLAIN);
        assertTrue(text.contains("\n?   today (tso)") && text.contains("\n! "), text);
        assertTrue(text.endsWith("; 1 not as expected, 1 undecided\n"), text);
    }
}
