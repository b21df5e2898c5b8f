package dev.quiesce.lang.litmus;

import dev.quiesce.lang.litmus.Lexer.Comments;
import dev.quiesce.program.Condition;
import dev.quiesce.program.Condition.Term;
import dev.quiesce.program.Finding;
import dev.quiesce.program.Function;
import dev.quiesce.program.LitmusTest;
import dev.quiesce.program.LitmusTest.Quantifier;
import dev.quiesce.program.LitmusTest.Recorded;
import dev.quiesce.program.MemoryModel;
import dev.quiesce.program.Program;
import dev.quiesce.program.Races;
import dev.quiesce.program.Scenario;
import dev.quiesce.program.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads litmus tests. */
public final class LitmusReader {
    private static final Pattern RECORDED =
        Pattern.compile("^\\s*\\(?\\*\\s*Result:\\s*(Never|Sometimes|Always|DEADLOCK|Maybe)(\\s+DATARACE)?",
            Pattern.MULTILINE);

    private final Source source;
    private final Locations locations = new Locations();
    private final List<Function> processes = new ArrayList<>();
    private Quantifier quantifier = Quantifier.FORALL;
    private Condition condition = Condition.TRUE;
    private Condition filter;
    private final List<Term> observed = new ArrayList<>();

    private LitmusReader(Source source) {
        this.source = source;
    }

    /**
     * The test that {@code text} is.
     *
     * @param file how messages name it
     * @throws dev.quiesce.lang.ModelException if it is not one, with file, line, column and what to write instead
     */
    public static LitmusTest read(String file, String text) {
        return new LitmusReader(new Source(file, text)).test();
    }

    private LitmusTest test() {
        Header header = Header.read(source);
        Lexer lexer = new Lexer(source, header.end(), Comments.ML);
        Map<Integer, Map<String, Long>> registers = InitialState.read(lexer, locations);
        lexer.restart(lexer.peek().end(), Comments.BOTH);
        processes(lexer, registers);
        lexer.restart(lexer.peek().offset(), Comments.ML);
        questions(lexer);
        return new LitmusTest(header.name(), source.file(), program(header.name()), quantifier, condition,
            Optional.ofNullable(filter), observed, recorded());
    }

    private void processes(Lexer lexer, Map<Integer, Map<String, Long>> registers) {
        while (lexer.peek().isName() && lexer.peek().text().matches("P\\d+")) {
            String expected = "P" + processes.size();
            if (!lexer.at(expected)) {
                throw source.error(lexer.peek(), "processes are numbered from P0 without gaps; this one must be " + expected);
            }
            Map<String, Long> starts = registers.getOrDefault(processes.size(), Map.of());
            processes.add(ProcessParser.read(lexer, locations, starts));
        }
        if (processes.isEmpty()) {
            throw source.error(lexer.peek(), "expected a process such as 'P0(int *x) { … }', found " + lexer.peek().quoted());
        }
    }

    private void questions(Lexer lexer) {
        ConditionParser parser = new ConditionParser(lexer, locations, processes);
        boolean asked = false;
        while (!lexer.peek().isEnd()) {
            Token word = lexer.take();
            switch (word.text()) {
                case "locations" -> observed.addAll(parser.observed());
                case "filter" -> filter = parser.condition();
                case "exists", "final" -> asked = ask(Quantifier.EXISTS, parser, asked, word);
                case "forall" -> asked = ask(Quantifier.FORALL, parser, asked, word);
                case "~" -> {
                    lexer.expect("exists", "after '~'");
                    asked = ask(Quantifier.NOT_EXISTS, parser, asked, word);
                }
                case ";" -> { }
                default -> throw source.error(word,
                    "expected 'exists', '~exists', 'forall', 'filter' or 'locations', found " + word.quoted());
            }
        }
    }

    private boolean ask(Quantifier how, ConditionParser parser, boolean asked, Token word) {
        if (asked) {
            throw source.error(word, "a test asks one question; join the two with '/\\' or '\\/', or make two tests");
        }
        quantifier = how;
        condition = parser.condition();
        return true;
    }

    private Program program(String name) {
        List<Integer> threads = IntStream.range(0, processes.size()).boxed().toList();
        Scenario scenario = new Scenario("litmus", "", -1, threads, List.of(), -1, MemoryModel.LKMM, Finding.HOLDS,
            false, Races.REPORT, 0, Site.NONE);
        return new Program(name, "default", locations.globals(), processes, List.of(scenario));
    }

    private Optional<Recorded> recorded() {
        Matcher matcher = RECORDED.matcher(source.text());
        return matcher.find() ? Optional.of(new Recorded(matcher.group(1), matcher.group(2) != null)) : Optional.empty();
    }
}
