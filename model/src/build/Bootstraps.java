import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes out what the JVM would make up when it first comes by: the choice among the patterns of a {@code switch}
 * ({@link java.lang.runtime.SwitchBootstraps}), {@code equals} and {@code hashCode} of records
 * ({@link java.lang.runtime.ObjectMethods}). Its cache keeps lambdas and concatenations of strings, and not these.
 *
 * <p>Each becomes a method of the class that does the same, as the documentation of the bootstrap says; hash codes are those that
 * the JDK computes.
 */
final class Bootstraps {
    private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
    private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final int STATIC = AccessFlag.PRIVATE.mask() | AccessFlag.STATIC.mask() | AccessFlag.SYNTHETIC.mask();
    private static final int HASH_FACTOR = 31;

    private final ClassModel model;
    private final ClassDesc owner;
    private final boolean isInterface;
    private final List<Helper> helpers = new ArrayList<>();

    /** A method that takes the place of a bootstrap. */
    private record Helper(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {}

    private Bootstraps(ClassModel model) {
        this.model = model;
        owner = model.thisClass().asSymbol();
        isInterface = model.flags().has(AccessFlag.INTERFACE);
    }

    /** The class file {@code bytes} with methods for bootstraps; {@code bytes} itself if it has none of those meant here. */
    static byte[] writtenOut(ClassFile classes, byte[] bytes) {
        ClassModel model = classes.parse(bytes);
        Bootstraps bootstraps = new Bootstraps(model);
        return model.methods().stream().anyMatch(bootstraps::concerns) ? bootstraps.replace(classes) : bytes;
    }

    private byte[] replace(ClassFile classes) {
        ClassTransform calls = ClassTransform.transformingMethodBodies(this::concerns, this::call);
        byte[] written = classes.transformClass(model, calls.andThen(ClassTransform.endHandler(this::addHelpers)));
        var errors = classes.verify(written);
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(errors.getFirst().getMessage());
        }
        return written;
    }

    private boolean concerns(MethodModel method) {
        return method.code().stream().flatMap(code -> code.elementStream()).anyMatch(this::concerns);
    }

    private boolean concerns(CodeElement element) {
        return element instanceof InvokeDynamicInstruction call && body(call) != null;
    }

    private void call(CodeBuilder code, CodeElement element) {
        if (!concerns(element)) {
            code.with(element);
            return;
        }
        InvokeDynamicInstruction call = (InvokeDynamicInstruction) element;
        Helper helper = new Helper(call.name().stringValue() + "$" + helpers.size(), call.typeSymbol(), body(call));
        helpers.add(helper);
        code.invokestatic(owner, helper.name, helper.type, isInterface);
    }

    private void addHelpers(ClassBuilder builder) {
        helpers.forEach(helper -> builder.withMethodBody(helper.name, helper.type, STATIC, helper.body));
    }

    /** What {@code call} comes to; null if it is none of those meant here. */
    private static Consumer<CodeBuilder> body(InvokeDynamicInstruction call) {
        ClassDesc bootstrap = call.bootstrapMethod().owner();
        List<ConstantDesc> arguments = call.bootstrapArgs();
        String name = call.name().stringValue();
        if (bootstrap.equals(SWITCHES) && name.equals("typeSwitch") && !call.typeSymbol().parameterType(0).isPrimitive()
                && arguments.stream().allMatch(label -> label instanceof ClassDesc type && !type.isPrimitive())) {
            return code -> choose(code, arguments.stream().map(ClassDesc.class::cast).toList());
        }
        if (bootstrap.equals(RECORDS) && (name.equals("equals") || name.equals("hashCode"))) {
            ClassDesc type = (ClassDesc) arguments.getFirst();
            List<DirectMethodHandleDesc> fields = arguments.stream().skip(2).map(DirectMethodHandleDesc.class::cast).toList();
            return name.equals("equals") ? code -> compare(code, type, fields) : code -> hash(code, fields);
        }
        return null;
    }

    /** The index, not below the second argument, of the first type that the first argument is of; their number if of none. */
    private static void choose(CodeBuilder code, List<ClassDesc> types) {
        Label there = code.newLabel();
        code.aload(0).ifnonnull(there).iconst_m1().ireturn().labelBinding(there);
        for (int i = 0; i < types.size(); i++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            code.aload(0).instanceOf(types.get(i)).ifeq(next);
            code.loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(types.size()).ireturn();
    }

    private static void compare(CodeBuilder code, ClassDesc type, List<DirectMethodHandleDesc> fields) {
        Label differ = code.newLabel();
        Label other = code.newLabel();
        code.aload(0).aload(1).if_acmpne(other).iconst_1().ireturn().labelBinding(other);
        code.aload(1).instanceOf(type).ifeq(differ);
        for (DirectMethodHandleDesc field : fields) {
            ClassDesc of = field.invocationType().returnType();
            get(code, 0, type, field);
            code.aload(1).checkcast(type).getfield(type, field.methodName(), of);
            switch (of.descriptorString()) {
                case "Z", "B", "C", "S", "I" -> code.if_icmpne(differ);
                case "J" -> code.lcmp().ifne(differ);
                case "F", "D" -> code.invokestatic(box(of), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, of, of)).ifne(differ);
                default -> code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(ConstantDescs.CD_boolean,
                        ConstantDescs.CD_Object, ConstantDescs.CD_Object)).ifeq(differ);
            }
        }
        code.iconst_1().ireturn().labelBinding(differ).iconst_0().ireturn();
    }

    private static void hash(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
        code.iconst_0();
        for (DirectMethodHandleDesc field : fields) {
            ClassDesc of = field.invocationType().returnType();
            code.loadConstant(HASH_FACTOR).imul();
            get(code, 0, field.owner(), field);
            ClassDesc hashed = of.isPrimitive() ? of : ConstantDescs.CD_Object;
            code.invokestatic(of.isPrimitive() ? box(of) : OBJECTS, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, hashed)).iadd();
        }
        code.ireturn();
    }

    private static void get(CodeBuilder code, int from, ClassDesc type, DirectMethodHandleDesc field) {
        code.aload(from).getfield(type, field.methodName(), field.invocationType().returnType());
    }

    private static ClassDesc box(ClassDesc primitive) {
        return ClassDesc.of("java.lang", switch (primitive.descriptorString()) {
            case "Z" -> "Boolean";
            case "B" -> "Byte";
            case "C" -> "Character";
            case "S" -> "Short";
            case "I" -> "Integer";
            case "J" -> "Long";
            case "F" -> "Float";
            default -> "Double";
        });
    }
}
