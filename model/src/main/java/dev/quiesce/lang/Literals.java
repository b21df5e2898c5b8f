package dev.quiesce.lang;

import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CInteger;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.cdt.core.dom.ast.IASTLiteralExpression;

/** Integer, character and string literals. */
final class Literals {
    private static final Pattern SUFFIX = Pattern.compile("u?l{0,2}|l{1,2}u");
    private static final CInteger[] SIGNED = {CInteger.INT, CInteger.LONG};
    private static final CInteger[] UNSIGNED = {CInteger.UINT, CInteger.ULONG};
    private static final CInteger[] EITHER = {CInteger.INT, CInteger.UINT, CInteger.LONG, CInteger.ULONG};

    private Literals() {}

    static Value integer(IASTLiteralExpression literal) {
        String text = literal.toString().toLowerCase(Locale.ROOT);
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == 'u' || text.charAt(end - 1) == 'l')) {
            end--;
        }
        String suffix = text.substring(end);
        if (!SUFFIX.matcher(suffix).matches()) {
            throw new Refusal(literal, "'" + literal + "' is no integer constant");
        }
        String digits = text.substring(0, end);
        int radix = digits.startsWith("0x") ? 16 : digits.startsWith("0b") ? 2 : digits.length() > 1 && digits.startsWith("0") ? 8 : 10;
        BigInteger number = number(literal, radix == 16 || radix == 2 ? digits.substring(2) : digits, radix);
        CInteger type = type(literal, number, radix == 10, suffix.contains("u"), suffix.replace("u", "").length());
        return Value.of(number.longValue(), type);
    }

    private static BigInteger number(IASTLiteralExpression literal, String digits, int radix) {
        try {
            return new BigInteger(digits, radix);
        } catch (NumberFormatException _) {
            throw new Refusal(literal, "'" + literal + "' is no integer constant");
        }
    }

    private static CInteger type(IASTLiteralExpression literal, BigInteger number, boolean decimal, boolean unsigned, int longs) {
        CInteger[] candidates = unsigned ? UNSIGNED : decimal ? SIGNED : EITHER;
        for (CInteger type : candidates) {
            int bits = (int) type.size() * 8 - (type.signed() ? 1 : 0);
            if (number.bitLength() <= bits && (longs == 0 || type.size() == 8)) {
                return longs < 2 ? type : type.signed() ? CInteger.LLONG : CInteger.ULLONG;
            }
        }
        throw new Refusal(literal, "'" + literal + "' does not fit 64 bits",
                number.bitLength() <= 64 ? "append 'ULL' if it is unsigned" : "");
    }

    static Value character(IASTLiteralExpression literal) {
        String text = literal.toString();
        if (!text.startsWith("'")) {
            throw new Refusal(literal, "wide characters are not supported", "write '…' without a prefix");
        }
        byte[] bytes = bytes(literal, text);
        if (bytes.length != 1) {
            throw new Refusal(literal, "a character constant is one character");
        }
        return Value.of(bytes[0], CInteger.INT);
    }

    /** The bytes of a string literal with the terminating zero. */
    static byte[] string(IASTLiteralExpression literal) {
        String text = literal.toString();
        if (!text.startsWith("\"")) {
            throw new Refusal(literal, "wide strings are not supported", "write \"…\" without a prefix");
        }
        byte[] bytes = bytes(literal, text);
        return java.util.Arrays.copyOf(bytes, bytes.length + 1);
    }

    /** What a string literal says. */
    static String text(IASTLiteralExpression literal) {
        byte[] bytes = string(literal);
        return new String(bytes, 0, bytes.length - 1, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(IASTLiteralExpression literal, String quoted) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int i = 1;
        int end = quoted.length() - 1;
        while (i < end) {
            int c = quoted.codePointAt(i);
            if (c != '\\') {
                byte[] utf8 = Character.toString(c).getBytes(StandardCharsets.UTF_8);
                out.write(utf8, 0, utf8.length);
                i += Character.charCount(c);
            } else {
                i = escape(literal, quoted, i + 1, out);
            }
        }
        return out.toByteArray();
    }

    private static int escape(IASTLiteralExpression literal, String text, int at, ByteArrayOutputStream out) {
        char c = text.charAt(at);
        int simple = "abfnrtve\\'\"?".indexOf(c);
        if (simple >= 0) {
            out.write("\7\b\f\n\r\t\13\33\\'\"?".charAt(simple));
            return at + 1;
        }
        int radix = c == 'x' ? 16 : 8;
        int from = c == 'x' ? at + 1 : at;
        int to = from;
        while (to < text.length() - 1 && Character.digit(text.charAt(to), radix) >= 0 && to - from < (radix == 8 ? 3 : 8)) {
            to++;
        }
        if (to == from) {
            throw new Refusal(literal, "unknown escape '\\" + c + "'");
        }
        int value = Integer.parseUnsignedInt(text.substring(from, to), radix);
        if (value > 255) {
            throw new Refusal(literal, "escape does not fit a char");
        }
        out.write(value);
        return to;
    }
}
