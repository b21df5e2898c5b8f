package dev.quiesce.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quiesce.lang.RandomLayout.Layouts;
import dev.quiesce.program.GlobalObject;
import dev.quiesce.program.Program;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Random structs lie in memory as gcc lays them")
class LayoutTest {
    @BeforeAll
    static void gcc() {
        Gcc.assumeThere();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void same(long seed, @TempDir Path folder) {
        Layouts layouts = RandomLayout.of(seed, 120);
        String asked = layouts.text() + "unsigned long answers[] = { " + String.join(", ", layouts.questions()) + " };\n";
        Program program = Models.read(Source.of("layout.c", "#include <quiesce.h>\n" + asked
                + "static void run(void) {}\nstruct scenario s = { .threads = { run } };\n"), Map.of()).getFirst();
        String ours = describe(layouts, program);
        String theirs = Gcc.run(folder, asked + printer(layouts));
        assertEquals(theirs, ours);
    }

    /** Each question with its answer and each image with its bytes, one a line. */
    private static String describe(Layouts layouts, Program program) {
        Map<String, GlobalObject> globals = program.globals().stream()
                .collect(Collectors.toMap(GlobalObject::name, g -> g, (a, b) -> a));
        ByteBuffer answers = bytes(globals.get("answers"));
        StringBuilder text = new StringBuilder();
        for (String question : layouts.questions()) {
            text.append(question).append(" = ").append(answers.getLong()).append('\n');
        }
        for (String image : layouts.images()) {
            text.append(image).append(' ').append(HexFormat.of().formatHex(bytes(globals.get(image)).array())).append('\n');
        }
        return text.toString().strip();
    }

    private static ByteBuffer bytes(GlobalObject global) {
        ByteBuffer bytes = ByteBuffer.allocate((int) global.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (GlobalObject.Initializer set : global.initializers()) {
            for (int i = 0; i < set.type().bytes(); i++) {
                bytes.put((int) set.offset() + i, (byte) (set.value() >> 8 * i));
            }
        }
        return bytes;
    }

    private static String printer(Layouts layouts) {
        StringBuilder main = new StringBuilder("#include <stdio.h>\nint main(void) {\n");
        for (int i = 0; i < layouts.questions().size(); i++) {
            main.append("printf(\"%s = %lu\\n\", \"").append(layouts.questions().get(i)).append("\", answers[").append(i).append("]);\n");
        }
        for (String image : layouts.images()) {
            main.append("printf(\"").append(image).append(" \"); for (unsigned i = 0; i < sizeof(").append(image)
                    .append("); i++) printf(\"%02x\", ((unsigned char *)&").append(image).append(")[i]); printf(\"\\n\");\n");
        }
        return main.append("return 0; }\n").toString();
    }
}
