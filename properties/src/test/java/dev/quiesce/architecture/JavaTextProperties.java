package dev.quiesce.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The guard of the architecture trusts {@link JavaText} to tell code from what is none; here is why it may. */
@Label("The code of a Java text")
class JavaTextProperties {
    @Property
    @Label("is blank exactly where a comment or a literal stood")
    void blanksWhatIsNoCode(@ForAll("pieces") List<Piece> pieces) {
        var text = new StringBuilder();
        var code = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(piece.text()).append('\n');
            code.append(piece.isCode() ? piece.text() : piece.text().replaceAll("[^\n]", " ")).append('\n');
        }
        assertEquals(code.toString(), JavaText.code(text.toString()));
    }

    @Property
    @Label("has no code of its own: taking it twice is taking it once")
    void isIdempotent(@ForAll String text) {
        String code = JavaText.code(text);
        assertEquals(code, JavaText.code(code));
        assertEquals(text.length(), code.length());
    }

    record Piece(String text, boolean isCode) {}

    @Provide
    Arbitrary<List<Piece>> pieces() {
        return Arbitraries.oneOf(
                        piece("", "xyz(){};= *\n", "", true),
                        piece("//", "x'\"*/\\ ", "", false),
                        piece("/*", "x'\"/\\ \n", "*/", false),
                        piece("\"", "x'/* ", "\"", false),
                        piece("\"\"\"\n", "x'/*\n ", "\"\"\"", false),
                        escaped("\""),
                        escaped("'"))
                .list()
                .ofMaxSize(12);
    }

    private static Arbitrary<Piece> piece(String open, String alphabet, String close, boolean isCode) {
        return Arbitraries.strings().withChars(alphabet.toCharArray()).ofMaxLength(8)
                .map(inner -> new Piece(open + inner + close, isCode));
    }

    /** A literal of escapes, the ones that a careless reader takes for its end among them. */
    private static Arbitrary<Piece> escaped(String quote) {
        return Arbitraries.of("\\\\", "\\\"", "\\'", "\\n").list().ofMinSize(1).ofMaxSize(4)
                .map(escapes -> new Piece(quote + String.join("", escapes) + quote, false));
    }
}
