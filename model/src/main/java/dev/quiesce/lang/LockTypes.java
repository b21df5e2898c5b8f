package dev.quiesce.lang;

import dev.quiesce.lang.types.CRecord;
import dev.quiesce.lang.types.CType;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Instruction.LockKind;
import java.util.Map;
import org.eclipse.cdt.core.dom.ast.IASTExpression;
import org.eclipse.cdt.core.dom.ast.IASTFieldReference;
import org.eclipse.cdt.core.dom.ast.IASTUnaryExpression;

/** The kernel's functions on locks take pointers of different types; here they are macros, which could be given any lock. */
final class LockTypes {
    private static final Map<String, Family> OF = Map.of("spinlock", Family.SPIN, "raw_spinlock", Family.SPIN,
            "rwlock", Family.READ_WRITE, "mutex", Family.MUTEX, "rw_semaphore", Family.SEMAPHORE);

    private LockTypes() {}

    private enum Family {
        SPIN("spin_lock()"), READ_WRITE("read_lock() or write_lock()"), MUTEX("mutex_lock()"),
        SEMAPHORE("down_read() or down_write()");

        private final String functions;

        Family(String functions) {
            this.functions = functions;
        }
    }

    /** The address of the lock that is argument 0, a member of a lock that can be taken as {@code kind} says. */
    static Expression address(Use use, LockKind kind) {
        if (SideEffects.unwrap(use.argument(0)) instanceof IASTUnaryExpression address
                && SideEffects.unwrap(address.getOperand()) instanceof IASTFieldReference word) {
            Family given = family(use, word.getFieldOwner());
            Family wanted = family(kind);
            if (given != null && given != wanted) {
                throw new Refusal(use.call(), "this takes another type of lock than a '"
                        + record(use, word.getFieldOwner()) + "'", "use " + given.functions + ", or what is named like it");
            }
        }
        return use.word(0);
    }

    private static Family family(Use use, IASTExpression lock) {
        CRecord record = record(use, lock);
        return record == null ? null : OF.get(record.tag());
    }

    private static CRecord record(Use use, IASTExpression lock) {
        CType type = use.body().typeOf(lock);
        CType target = type instanceof CType.Pointer(CType pointee) ? pointee : type;
        return target instanceof CRecord record ? record : null;
    }

    private static Family family(LockKind kind) {
        return switch (kind) {
            case SPIN -> Family.SPIN;
            case READ, WRITE -> Family.READ_WRITE;
            case MUTEX -> Family.MUTEX;
            case DOWN_READ, DOWN_WRITE -> Family.SEMAPHORE;
        };
    }
}
