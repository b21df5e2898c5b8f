package dev.quiesce.lang;

import dev.quiesce.lang.FunctionBuilder.Label;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Site;
import java.util.List;
import java.util.function.Function;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/** Instructions to be: what they are, and where they stand in the text. */
final class Pending {
    final Work work;
    final IASTNode node;
    /** Null as long as {@link #node} tells. */
    Site site;

    Pending(Work work, IASTNode node) {
        this.work = work;
        this.node = node;
    }

    /** What they are to do. */
    sealed interface Work {}

    /**
     * One instruction that leads nowhere else.
     *
     * @param visible others may notice it
     * @param last    nothing comes after it
     */
    record Plain(Function<Site, Instruction> make, boolean visible, boolean last) implements Work {
        static Plain of(Function<Site, Instruction> make) {
            Instruction sample = make.apply(Site.NONE);
            return new Plain(make, !(sample instanceof Instruction.Local) || sample instanceof Instruction.Call,
                sample instanceof Instruction.Return || sample instanceof Instruction.Report);
        }
    }

    /** A jump. */
    record Jump(Label target) implements Work {}

    /** A branch. */
    record Branch(Expression condition, Label ifTrue, Label ifFalse) implements Work {}

    /** A block is left, and what was declared in it dies: {@code mortals} are known at its end. */
    record Deaths(List<Mortal> mortals) implements Work {}

    /**
     * An automatic object that dies where its block is left.
     *
     * @param again makes it again, for jumps that pass its declaration by on their way into the block; null if there are none
     */
    record Mortal(int register, int slot, Function<Site, Instruction> again) {}
}
