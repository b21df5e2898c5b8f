package dev.quiesce.lang;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.cdt.core.dom.ast.IASTProblem;

/** What the preprocessor and the parser object to, in the words of a compiler. */
final class SyntaxProblems {
    /** At the end of a text: a call, and the brace behind it. */
    private static final Pattern CALL = Pattern.compile("\\b([A-Za-z_]\\w*)\\s*\\((?:[^(){};]|\\((?:[^(){};]|\\([^(){};]*\\))*\\))*\\)\\s*\\{$");

    private static final Pattern CONFLICT = Pattern.compile("^(?:<{7}|={7}|>{7})(?:\\s|$)");

    private final Problems problems;
    private final Sites sites;
    private boolean garbled;
    private boolean unbalanced;

    SyntaxProblems(Problems problems, Sites sites) {
        this.problems = problems;
        this.sites = sites;
    }

    /** Whether {@code problem} may only follow from what is wrong with a string. */
    static boolean follows(IASTProblem problem) {
        return problem.getID() != IASTProblem.SCANNER_UNBOUNDED_STRING && problem.getID() != IASTProblem.SCANNER_BAD_CHARACTER;
    }

    void add(IASTProblem problem) {
        switch (problem.getID()) {
            case IASTProblem.PREPROCESSOR_INCLUSION_NOT_FOUND -> {
                if (!argument(problem).startsWith("<<")) {
                    problems.add(problem, "no such header: " + argument(problem), Suggestions.inclusion(argument(problem)));
                }
            }
            case IASTProblem.PREPROCESSOR_MACRO_USAGE_ERROR -> {
                garbled = true;
                String form = Suggestions.form(argument(problem));
                problems.add(problem, "wrong number of arguments for '" + argument(problem) + "'",
                        form.isEmpty() ? "see its definition" : "write " + form);
            }
            case IASTProblem.SCANNER_UNBOUNDED_STRING -> {
                garbled = true;
                String quote = sites.raw(problem).startsWith("<") ? ">" : "\"";
                problems.add(problem, "this string has no end", "add '" + quote + "'");
            }
            case IASTProblem.SCANNER_BAD_CHARACTER -> {
                garbled = true;
                badCharacter(problem);
            }
            case IASTProblem.PREPROCESSOR_MISSING_RPAREN_PARMLIST -> {
                if (!garbled) {
                    problems.add(problem, "missing ')' behind the arguments of '" + argument(problem) + "'", "");
                }
                garbled = true;
            }
            case IASTProblem.PREPROCESSOR_UNBALANCE_CONDITION -> {
                if (!unbalanced) {
                    problems.add(problem, "'#" + argument(problem) + "' without an '#if'", "take it out, or add the '#if'");
                }
                unbalanced = true;
            }
            case IASTProblem.PREPROCESSOR_INVALID_MACRO_DEFN -> problems.add(problem,
                    "this is no definition of a macro '" + argument(problem) + "'",
                    "write #define NAME text or #define NAME(a, b) text; a line that goes on ends in '\\'");
            case IASTProblem.SCANNER_EXPRESSION_SYNTAX_ERROR -> problems.add(problem, "this is no condition",
                    "write an expression of integers, macros and defined(NAME)");
            case IASTProblem.PREPROCESSOR_INVALID_DIRECTIVE -> problems.add(problem,
                    "unknown directive '" + argument(problem) + "'",
                    argument(problem).startsWith("#include") ? "write #include <header> or #include \"file\"" : "");
            case IASTProblem.PREPROCESSOR_EXCEEDS_MAXIMUM_INCLUSION_DEPTH, IASTProblem.PREPROCESSOR_CIRCULAR_INCLUSION -> {
                if (!garbled) {
                    problems.add(problem, "this file includes itself, over and over",
                            "leave the '#include' out, or guard it by '#ifndef'");
                }
                garbled = true;
            }
            case IASTProblem.PREPROCESSOR_POUND_ERROR -> problems.add(problem, "#error " + argument(problem), "");
            case IASTProblem.PREPROCESSOR_POUND_WARNING -> {
                // says nothing about the model
            }
            case IASTProblem.MISSING_SEMICOLON, IASTProblem.SYNTAX_ERROR -> {
                if (!garbled) {
                    unparsable(problem);
                }
            }
            default -> problems.add(problem, lower(problem.getMessage()), "");
        }
    }

    /** What the parser does not understand; nothing is said about what cannot be read for a reason that has been told. */
    private void unparsable(IASTProblem problem) {
        if (problem.getID() == IASTProblem.MISSING_SEMICOLON) {
            missingSemicolon(problem);
        } else if (excerpt(problem).isBlank()) {
            unfinished(problem);
        } else if (excerpt(problem).equals("}")) {
            if (!problems.any()) {
                problems.add(problem, "this '}' closes nothing", "take it out, or look for a '{' that is missing above");
            }
        } else if (CONFLICT.matcher(excerpt(problem)).find()) {
            problems.add(problem, "this is left of a merge", "decide for one of the two texts");
        } else if (!unbalanced(problem)) {
            problems.add(problem, "syntax error in '" + excerpt(problem) + "'",
                    "look for a missing ';', ')' or '}', or for a type whose header is not included");
        }
    }

    private void badCharacter(IASTProblem problem) {
        String text = sites.raw(problem);
        if (text.startsWith("'")) {
            problems.add(problem, "this character has no end", "add \"'\"");
        } else if (!text.isEmpty()) {
            int character = text.codePointAt(0);
            boolean quote = character >= 0x2018 && character <= 0x201f;
            problems.add(problem, "U+" + String.format("%04X", character) + " is no character of C",
                    quote ? "write plain quotes: '\"' or \"'\"" : "outside of strings and comments write ASCII");
        }
    }

    /** The end of the file: the outermost bracket that is open there is that of what has no end, or of what is around it. */
    private void unfinished(IASTProblem problem) {
        String text = sites.through(problem);
        int open = Unbalanced.open(text);
        problems.add(problem, "the text ends in the middle of something", open < 0 ? "look for a '{' or '(' without its end"
                : "the '" + text.charAt(open) + "' in line " + (text.substring(0, open).chars().filter(c -> c == '\n').count() + 1)
                        + " has no end");
    }

    private boolean unbalanced(IASTProblem problem) {
        Unbalanced.Gap gap = Unbalanced.in(sites.raw(problem));
        if (gap != null) {
            Sites.Position at = sites.position(problem, gap.offset());
            problems.add(Diagnostic.error(at.file(), at.line(), at.column(),
                    "missing '" + gap.missing() + "' " + (gap.after() ? "after" : "before") + " this", ""));
        }
        return gap != null;
    }

    /** A call in front of a block is a loop macro that nobody has defined. */
    private void missingSemicolon(IASTProblem problem) {
        String before = sites.through(problem);
        Matcher call = CALL.matcher(before);
        if (call.find()) {
            String header = Suggestions.header(call.group(1));
            problems.add(problem, "'" + call.group(1) + "' is no macro that is known here, and a call cannot be followed by '{'",
                    header.isEmpty() ? "define it, or include the header that does" : header);
        } else {
            problems.add(problem, "missing ';' after this", "");
        }
    }

    private String excerpt(IASTProblem problem) {
        String text = sites.of(problem).text();
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    private static String argument(IASTProblem problem) {
        String[] arguments = problem.getArguments();
        return arguments == null || arguments.length == 0 ? "" : String.join(" ", arguments);
    }

    private static String lower(String message) {
        String plain = message.strip();
        return plain.isEmpty() ? plain : Character.toLowerCase(plain.charAt(0)) + plain.substring(1);
    }
}
