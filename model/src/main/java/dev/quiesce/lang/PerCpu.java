package dev.quiesce.lang;

import dev.quiesce.program.GlobalObject.Initializer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.cdt.core.dom.ast.IASTDeclarator;
import org.eclipse.cdt.core.dom.ast.IASTNode;
import org.eclipse.cdt.core.dom.ast.IASTSimpleDeclaration;

/**
 * A per-CPU variable has room for the copies of all CPUs, a fixed distance apart, and each begins as its initialiser says.
 * What makes a variable one is its section, as in the kernel; {@code <linux/percpu-defs.h>} writes how many copies, and
 * how far apart, into the section's name.
 *
 * @param copies   how many
 * @param distance bytes from one to the next
 */
record PerCpu(int copies, int distance) {
    private static final Pattern SECTION = Pattern.compile("\"\\.data\\.\\.percpu\\.(\\d{1,3})x(\\d{1,6})\"");
    private static final PerCpu ONE = new PerCpu(1, 0);

    /** How the variable that {@code declaration} declares is laid out. */
    static PerCpu of(IASTNode declaration) {
        String section = declaration instanceof IASTDeclarator d ? Attributes.argument(d, "section") : null;
        if (section == null && declaration.getParent() instanceof IASTSimpleDeclaration whole) {
            section = Attributes.argument(whole.getDeclSpecifier(), "section");
            section = section == null ? Attributes.argument(whole, "section") : section;
        }
        Matcher m = SECTION.matcher(section == null ? "" : section);
        return m.matches() ? new PerCpu(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2))) : ONE;
    }

    /** Bytes for all copies of a variable of {@code size} bytes. */
    long size(IASTNode declaration, long size) {
        if (copies > 1 && size > distance) {
            throw new Refusal(declaration, "a per-CPU variable may have " + distance + " bytes, this one has " + size,
                    "leave out members that the model does not need, or make it a pointer");
        }
        return (long) (copies - 1) * distance + size;
    }

    /** The initial contents of all copies. */
    List<Initializer> contents(List<Initializer> one) {
        List<Initializer> all = new ArrayList<>(one);
        for (int copy = 1; copy < copies; copy++) {
            for (Initializer i : one) {
                all.add(new Initializer(i.offset() + (long) copy * distance, i.type(), i.value()));
            }
        }
        return all;
    }
}
