package dev.quiesce.lang;

import dev.quiesce.lang.Operand.InBits;
import dev.quiesce.lang.Operand.Value;
import dev.quiesce.lang.types.CInteger;
import dev.quiesce.lang.types.CRecord.Piece;
import dev.quiesce.program.Expression;
import dev.quiesce.program.Expression.BinaryOperator;
import dev.quiesce.program.Expression.Constant;
import dev.quiesce.program.Expression.Register;
import dev.quiesce.program.Instruction;
import dev.quiesce.program.Order;
import dev.quiesce.program.ScalarType;
import java.util.List;
import org.eclipse.cdt.core.dom.ast.IASTNode;

/** Bit-fields: shifts and masks on the unit that is loaded, and stored as a whole. */
final class BitFields {
    private final Body body;

    BitFields(Body body) {
        this.body = body;
    }

    Value read(IASTNode node, InBits place) {
        List<Piece> pieces = place.bits().pieces();
        Piece only = pieces.getFirst();
        if (pieces.size() == 1) {
            return extract(load(node, place, only, only.mask()), only.unit(), only.shift(), place);
        }
        Expression joined = null;
        int done = 0;
        for (Piece piece : pieces) {
            Expression part = bits(load(node, place, piece, piece.mask()), piece.unit(), piece.shift(), piece.width());
            Expression moved = shift(BinaryOperator.SHIFT_LEFT, ScalarType.U64, part, done);
            joined = joined == null ? moved : Folding.binary(BinaryOperator.OR, ScalarType.U64, joined, moved);
            done += piece.width();
        }
        return extract(joined, ScalarType.U64, 0, place);
    }

    /** Loads the unit of a piece, of which the bits of {@code mask} are wanted. */
    private Expression load(IASTNode node, InBits place, Piece piece, long mask) {
        int register = body.code.register("");
        Expression address = Folding.offset(place.address(), piece.offset());
        Order order = body.plain();
        body.code.emit(node, site -> new Instruction.LoadBits(register, address, piece.unit(), mask, order, site));
        return new Register(register);
    }

    /** The value of the field, whose bits begin at bit {@code shift} of {@code unit}. */
    private static Value extract(Expression unit, ScalarType type, int shift, InBits place) {
        int width = place.bits().width();
        Expression value;
        if (place.type().signed()) {
            Expression up = shift(BinaryOperator.SHIFT_LEFT, ScalarType.S64, unit, 64 - shift - width);
            value = shift(BinaryOperator.SHIFT_RIGHT, ScalarType.S64, up, 64 - width);
        } else {
            value = bits(unit, type, shift, width);
        }
        Arithmetic own = arithmetic(place);
        CInteger read = place.type() == CInteger.BOOL ? CInteger.BOOL : own.type();
        return new Value(value, read, narrow(place.type(), width), own.width());
    }

    /** The type that a field is computed with. */
    static Arithmetic arithmetic(InBits place) {
        int width = place.bits().width();
        CInteger promoted = place.type() == CInteger.BOOL ? CInteger.BOOL.promoted() : place.type().promoted(width);
        return new Arithmetic(promoted, promoted.size() * 8 > width && width > 32 ? width : 0);
    }

    private static Expression bits(Expression unit, ScalarType type, int shift, int width) {
        Expression down = shift(BinaryOperator.SHIFT_RIGHT, type, unit, shift);
        return shift + width == type.bits() ? down : Folding.binary(BinaryOperator.AND, type, down, new Constant((1L << width) - 1));
    }

    private static Expression shift(BinaryOperator operator, ScalarType type, Expression value, int count) {
        return count == 0 ? value : Folding.binary(operator, type, value, new Constant(count));
    }

    /** The narrowest type that holds what a bit-field of {@code width} bits can. */
    private static ScalarType narrow(CInteger type, int width) {
        if (type == CInteger.BOOL || width == 64) {
            return type.scalar();
        }
        if (type.signed()) {
            return width <= 8 ? ScalarType.S8 : width <= 16 ? ScalarType.S16 : width <= 32 ? ScalarType.S32 : ScalarType.S64;
        }
        return width <= 8 ? ScalarType.U8 : width <= 16 ? ScalarType.U16 : width < 32 ? ScalarType.S32
                : width == 32 ? ScalarType.U32 : ScalarType.S64;
    }

    /** Writes {@code value}; gives what is in the field then. */
    Value write(IASTNode node, InBits place, Value value) {
        int done = 0;
        for (Piece piece : place.bits().pieces()) {
            Expression part = done == 0 ? value.expression()
                    : shift(BinaryOperator.SHIFT_RIGHT, ScalarType.U64, value.expression(), done);
            write(node, place, piece, part);
            done += piece.width();
        }
        return extract(value.expression(), ScalarType.U64, 0, place);
    }

    private void write(IASTNode node, InBits place, Piece piece, Expression value) {
        ScalarType unit = piece.unit();
        Expression old = load(node, place, piece, 0);
        Expression rest = Folding.binary(BinaryOperator.AND, unit, old, new Constant(unit.wrap(~piece.mask())));
        Expression cut = Folding.binary(BinaryOperator.AND, unit, Folding.cast(unit, value),
                new Constant(piece.mask() >>> piece.shift()));
        Expression joined = Folding.binary(BinaryOperator.OR, unit, rest, shift(BinaryOperator.SHIFT_LEFT, unit, cut, piece.shift()));
        Expression address = Folding.offset(place.address(), piece.offset());
        Order order = body.plain();
        body.code.emit(node, site -> new Instruction.StoreBits(address, joined, unit, piece.mask(), order, site));
    }
}
