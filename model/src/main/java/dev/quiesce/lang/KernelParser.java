package dev.quiesce.lang;

import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTFieldDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTFunctionCallExpression;
import org.eclipse.cdt.core.dom.ast.IASTInitializerClause;
import org.eclipse.cdt.core.dom.ast.IASTLabelStatement;
import org.eclipse.cdt.core.dom.ast.IASTName;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTStatement;
import org.eclipse.cdt.core.dom.ast.IASTTypeId;
import org.eclipse.cdt.core.dom.ast.IASTTypeIdExpression;
import org.eclipse.cdt.core.dom.parser.c.GCCParserExtensionConfiguration;
import org.eclipse.cdt.core.parser.EndOfFileException;
import org.eclipse.cdt.core.parser.IGCCToken;
import org.eclipse.cdt.core.parser.IParserLogService;
import org.eclipse.cdt.core.parser.IScanner;
import org.eclipse.cdt.core.parser.IToken;
import org.eclipse.cdt.core.parser.ParserMode;
import org.eclipse.cdt.internal.core.dom.parser.BacktrackException;
import org.eclipse.cdt.internal.core.dom.parser.DeclarationOptions;
import org.eclipse.cdt.internal.core.dom.parser.c.CNodeFactory;
import org.eclipse.cdt.internal.core.dom.parser.c.GNUCSourceParser;

/**
 * CDT's parser, with what it lacks of GNU C11: attributes behind a label, and {@code _Generic}, which becomes a call of that name whose
 * arguments are the controlling expression and then types and expressions in turn.
 */
final class KernelParser extends GNUCSourceParser {
    /** The name of the calls, and of the argument that stands for every other type. */
    static final String GENERIC = "_Generic";
    static final String DEFAULT = "default";

    private static final DeclarationOptions BEFORE_COLON = new DeclarationOptions(
            DeclarationOptions.REQUIRE_ABSTRACT | DeclarationOptions.NO_INITIALIZER | DeclarationOptions.ALLOW_BITFIELD);

    private IASTStatement gaveUp;

    KernelParser(IScanner scanner, IParserLogService log) {
        super(scanner, ParserMode.COMPLETE_PARSE, log, GCCParserExtensionConfiguration.getInstance(), null);
    }

    /** A node where the text was nested too deeply to be parsed to its end; null if it was not. */
    IASTNode gaveUp() {
        return gaveUp;
    }

    @Override
    protected void translationUnit() {
        try {
            super.translationUnit();
        } catch (StackOverflowError _) {
            IToken last = lastTokenFromScanner;
            gaveUp = CNodeFactory.getDefault().newNullStatement();
            setRange(gaveUp, last == null ? 0 : last.getOffset(), last == null ? 0 : last.getEndOffset());
            gaveUp.setParent(translationUnit);
        }
    }

    @Override
    protected IASTStatement parseLabelStatement() throws EndOfFileException, BacktrackException {
        if (LT(3) != IGCCToken.t__attribute__) {
            return super.parseLabelStatement();
        }
        int start = LA().getOffset();
        IASTName name = identifier();
        consume(IToken.tCOLON);
        int end = calculateEndOffset(name);
        __attribute_decl_seq(true, false);
        CNodeFactory factory = CNodeFactory.getDefault();
        IASTStatement nested = LT(1) == IToken.tRBRACE ? setRange(factory.newNullStatement(), start, end) : statement();
        IASTLabelStatement label = factory.newLabelStatement(name, nested);
        return setRange(label, start, calculateEndOffset(nested));
    }

    @Override
    protected IASTExpression primaryExpression(CastExprCtx context, ITemplateIdStrategy templates)
            throws EndOfFileException, BacktrackException {
        boolean generic = LT(1) == IToken.tIDENTIFIER && LT(2) == IToken.tLPAREN && GENERIC.equals(LA().getImage());
        return generic ? generic() : super.primaryExpression(context, templates);
    }

    private IASTExpression generic() throws EndOfFileException, BacktrackException {
        CNodeFactory factory = CNodeFactory.getDefault();
        int start = LA().getOffset();
        IASTName name = identifier();
        IASTFunctionCallExpression call = factory.newFunctionCallExpression(
                setRange(factory.newIdExpression(name), name), new IASTInitializerClause[0]);
        consume(IToken.tLPAREN);
        argument(call, constantExpression());
        while (LT(1) == IToken.tCOMMA) {
            consume();
            association(factory, call);
        }
        return setRange(call, start, consume(IToken.tRPAREN).getEndOffset());
    }

    /** A type with its expression is parsed as a bit-field without a name: CDT knows no other type before a colon. */
    private void association(CNodeFactory factory, IASTFunctionCallExpression call) throws EndOfFileException, BacktrackException {
        if (LT(1) == IToken.t_default) {
            IToken token = consume();
            IASTName name = setRange(factory.newName(DEFAULT.toCharArray()), token.getOffset(), token.getEndOffset());
            argument(call, setRange(factory.newIdExpression(name), name));
            consume(IToken.tCOLON);
            argument(call, constantExpression());
            return;
        }
        IToken start = mark();
        IASTTypeId type = typeId(BEFORE_COLON);
        if (type == null || !(type.getAbstractDeclarator() instanceof IASTFieldDeclarator field)) {
            backup(start);
            throwBacktrack(start);
            return;
        }
        argument(call, setRange(factory.newTypeIdExpression(IASTTypeIdExpression.op_typeof, type), type));
        argument(call, field.getBitFieldSize());
    }

    private static void argument(IASTFunctionCallExpression call, IASTExpression argument) {
        IASTInitializerClause[] before = call.getArguments();
        IASTInitializerClause[] all = java.util.Arrays.copyOf(before, before.length + 1);
        all[before.length] = argument;
        call.setArguments(all);
    }
}
