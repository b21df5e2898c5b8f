package dev.quiesce.lang;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random struct definitions, and what is to be asked about them. */
final class RandomLayout {
    private static final String[] TYPES = {
        "char", "unsigned char", "short", "int", "unsigned int", "long", "void *", "_Bool", "long long", "unsigned short"
    };
    private static final String[] BITS = {"unsigned int", "int", "unsigned char", "unsigned short", "unsigned long", "_Bool"};
    private static final int[] WIDTHS = {32, 32, 8, 16, 64, 1};

    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private final List<String> questions = new ArrayList<>();
    private final List<String> images = new ArrayList<>();

    private RandomLayout(long seed) {
        this.random = new Random(seed);
    }

    /**
     * Definitions of structs.
     *
     * @param text      C text
     * @param questions constant expressions about them
     * @param images    names of objects in which one bit-field has all its bits set
     */
    record Layouts(String text, List<String> questions, List<String> images) {}

    static Layouts of(long seed, int structs) {
        RandomLayout layout = new RandomLayout(seed);
        for (int i = 0; i < structs; i++) {
            layout.struct();
        }
        return new Layouts(layout.text.toString(), List.copyOf(layout.questions), List.copyOf(layout.images));
    }

    private void struct() {
        String name = (random.nextInt(5) == 0 ? "union" : "struct") + " t" + names.size();
        boolean bits = random.nextBoolean();
        StringBuilder members = new StringBuilder();
        List<String> fields = new ArrayList<>();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            members.append(bits && random.nextInt(3) > 0 ? bitField("m" + i, fields) : member(name, "m" + i));
        }
        String packed = random.nextInt(5) == 0 ? " __attribute__((packed))" : "";
        String aligned = random.nextInt(6) == 0 ? " __attribute__((__aligned__(" + (4 << random.nextInt(4)) + ")))" : "";
        text.append(name).append(" {").append(members).append(" }").append(packed).append(aligned).append(";\n");
        questions.add("sizeof(" + name + ")");
        questions.add("_Alignof(" + name + ")");
        for (String field : fields) {
            String image = "image" + images.size();
            text.append(name).append(' ').append(image).append(" = { .").append(field).append(" = -1 };\n");
            images.add(image);
        }
        names.add(name);
    }

    private String bitField(String name, List<String> fields) {
        int which = random.nextInt(BITS.length);
        int width = random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(WIDTHS[which]);
        if (width == 0 || random.nextInt(8) == 0) {
            return " " + BITS[which] + " :" + width + ";";
        }
        fields.add(name);
        return " " + BITS[which] + " " + name + ":" + width + ";";
    }

    private String member(String owner, String name) {
        String offset = "__builtin_offsetof(" + owner + ", " + name;
        int kind = random.nextInt(8);
        if (kind == 4) {
            questions.add(offset + "[1])");
            return " " + pick(TYPES) + " " + name + "[" + (2 + random.nextInt(3)) + "];";
        }
        if (kind == 5 && !names.isEmpty()) {
            questions.add(offset + ")");
            return " " + names.get(random.nextInt(names.size())) + " " + name + ";";
        }
        if (kind >= 6) {
            questions.add(offset + "b)");
            return " " + (kind == 6 ? "struct" : "union") + " { " + pick(TYPES) + " " + name + "a; " + pick(TYPES) + " " + name + "b; };";
        }
        questions.add(offset + ")");
        String aligned = random.nextInt(8) == 0 ? " __attribute__((aligned(16)))" : "";
        return " " + pick(TYPES) + " " + name + aligned + ";";
    }

    private String pick(String[] words) {
        return words[random.nextInt(words.length)];
    }
}
