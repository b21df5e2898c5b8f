package dev.quiesce.lang;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.cdt.core.dom.ast.ASTVisitor;
import org.eclipse.cdt.core.dom.ast.IASTDeclaration;
import org.eclipse.cdt.core.dom.ast.IASTProblem;
import org.eclipse.cdt.core.dom.ast.IASTTranslationUnit;
import org.eclipse.cdt.core.dom.parser.c.GCCScannerExtensionConfiguration;
import org.eclipse.cdt.core.parser.ExtendedScannerInfo;
import org.eclipse.cdt.core.parser.IParserLogService;
import org.eclipse.cdt.core.parser.IScannerInfo;
import org.eclipse.cdt.core.parser.ParserLanguage;
import org.eclipse.cdt.internal.core.parser.scanner.CPreprocessor;

/** Text to syntax tree: Eclipse CDT's preprocessor and parser, set up for GNU C11. */
final class Parsing {
    /** The name of the type whose declaration {@code _Static_assert} expands to: CDT does not know C11's form. */
    static final String STATIC_ASSERT = "__q_static_assert";

    static final Map<String, String> PREDEFINED = Map.ofEntries(
            Map.entry("__QUIESCE__", "1"), Map.entry("__STDC__", "1"), Map.entry("__STDC_VERSION__", "201112L"),
            Map.entry("__STDC_HOSTED__", "0"), Map.entry("__GNUC__", "12"), Map.entry("__GNUC_MINOR__", "2"),
            Map.entry("__LP64__", "1"), Map.entry("_LP64", "1"), Map.entry("__x86_64__", "1"),
            Map.entry("__CHAR_BIT__", "8"), Map.entry("__INT_MAX__", "0x7fffffff"),
            Map.entry("__LONG_MAX__", "0x7fffffffffffffffL"), Map.entry("__SIZE_TYPE__", "unsigned long"),
            Map.entry("__BYTE_ORDER__", "1234"), Map.entry("__ORDER_LITTLE_ENDIAN__", "1234"),
            Map.entry("__ORDER_BIG_ENDIAN__", "4321"), Map.entry("__SIZEOF_POINTER__", "8"),
            Map.entry("__SIZEOF_LONG__", "8"), Map.entry("__SIZEOF_INT__", "4"),
            Map.entry("__builtin_offsetof(type, member)", "((unsigned long)&((type *)0)->member)"),
            Map.entry("__builtin_types_compatible_p(a, b)", "__q_types_compatible((a *)0, (b *)0)"),
            Map.entry("__builtin_va_arg(list, type)", "__q_va_arg(list, (type *)0)"),
            Map.entry("_Static_assert(condition, ...)", "typedef char " + STATIC_ASSERT + "[(condition) ? 1 : -1]"),
            Map.entry("_Alignas(bytes)", "__attribute__((aligned(bytes)))"),
            Map.entry("_Thread_local", "__attribute__((__q_thread_local__))"),
            Map.entry("__thread", "__attribute__((__q_thread_local__))"),
            Map.entry("_Atomic", "__attribute__((__q_atomic__))"),
            Map.entry("_Noreturn", ""));

    private Parsing() {}

    /** The syntax tree of the model in {@code files}; what is wrong with the text goes to {@code problems}. */
    static IASTTranslationUnit parse(SourceFiles files, Map<String, String> macros, Problems problems, Sites sites) {
        Map<String, String> defined = new HashMap<>(PREDEFINED);
        defined.put("__FILE__", '"' + files.shown().replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        defined.putAll(macros);
        IScannerInfo info = new ExtendedScannerInfo(defined, new String[] {SourceFiles.HEADERS});
        IParserLogService log = new Silence();
        CPreprocessor preprocessor = new CPreprocessor(files.content(), info, ParserLanguage.C, log,
                GCCScannerExtensionConfiguration.getInstance(), files);
        preprocessor.setComputeImageLocations(false);
        KernelParser parser = new KernelParser(preprocessor, log);
        IASTTranslationUnit unit = parser.parse();
        if (parser.gaveUp() != null) {
            problems.tooDeep(parser.gaveUp());
            return unit;
        }
        SyntaxProblems report = new SyntaxProblems(problems, sites);
        List<IASTProblem> told = new ArrayList<>(List.of(unit.getPreprocessorProblems()));
        told.sort(Comparator.comparing(SyntaxProblems::follows));
        told.forEach(report::add);
        for (IASTDeclaration declaration : unit.getDeclarations()) {
            if (parser.encounteredError() || sites.isUsers(declaration)) {
                syntaxErrors(declaration, report);
            }
        }
        Directives.check(files, problems);
        return unit;
    }

    private static void syntaxErrors(IASTDeclaration declaration, SyntaxProblems report) {
        declaration.accept(new ASTVisitor() {
            {
                shouldVisitProblems = true;
            }

            @Override
            public int visit(IASTProblem problem) {
                report.add(problem);
                return PROCESS_CONTINUE;
            }
        });
    }

    /** A log that nobody reads. */
    private static final class Silence implements IParserLogService {
        @Override
        public void traceLog(String message) {}

        @Override
        public boolean isTracing() {
            return false;
        }
    }
}
