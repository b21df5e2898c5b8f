package dev.quiesce.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A journal")
class JournalTest {
    private static final int SMALL = 1;
    private static final int LARGE = 2;
    /** Numbers in a large block, which is 12 MB: more than is written or read at a time. */
    private static final int MANY = 3 << 19;

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void choose() {
        file = folder.resolve("journal");
    }

    /** Three large blocks, with a small one after each. */
    private void write() throws IOException {
        try (Journal journal = new Journal(file)) {
            for (int b = 0; b < 3; b++) {
                int block = b;
                journal.append(LARGE, out -> {
                    for (int i = 0; i < MANY; i++) {
                        out.writeLong((long) block << 40 | i);
                    }
                });
                journal.append(SMALL, out -> out.writeUTF("after " + block));
            }
        }
    }

    /** What is in the blocks of these kinds, after it was opened anew; of large ones the number. */
    private List<Object> read(Integer... kinds) throws IOException {
        List<Object> found = new ArrayList<>();
        try (Journal journal = new Journal(file)) {
            journal.cutAfter(Set.of(SMALL), Set.of(SMALL, LARGE));
            journal.read(Set.of(kinds), (kind, in) -> {
                if (kind == SMALL) {
                    found.add(in.readUTF());
                    return;
                }
                long block = in.readLong();
                for (int i = 1; i < MANY; i++) {
                    assertEquals(block + i, in.readLong());
                }
                assertEquals(-1, in.read());
                found.add(block >> 40);
            });
        }
        return found;
    }

    @Test
    @DisplayName("reads back blocks larger than what it writes at a time, or passes over them")
    void readsLargeBlocks() throws IOException {
        write();
        assertEquals(List.of(0L, "after 0", 1L, "after 1", 2L, "after 2"), read(SMALL, LARGE));
        assertEquals(3L * (3 * 13 + 8 * MANY + 13 + 9), Files.size(file), "three chunks each, with headers of 13 bytes");
        assertEquals(List.of("after 0", "after 1", "after 2"), read(SMALL));
        try (Journal journal = new Journal(file)) {
            List<Long> firsts = new ArrayList<>();
            journal.read(Set.of(LARGE), (kind, in) -> firsts.add(in.readLong() >> 40));
            assertEquals(List.of(0L, 1L, 2L), firsts);
        }
    }

    @Test
    @DisplayName("goes back to the last whole block, wherever it was cut off or damaged")
    void goesBack() throws IOException {
        write();
        byte[] whole = Files.readAllBytes(file);
        for (int part : new int[] {100, 99, 70, 62, 50, 40, 34, 30, 1}) {
            long at = (long) whole.length * part / 100 - 1;
            List<Object> kept = List.<Object>of(0L, "after 0", 1L, "after 1").subList(0, part > 66 ? 4 : part > 33 ? 2 : 0);
            Files.write(file, whole);
            try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
                cut.setLength(at);
            }
            assertEquals(kept, read(SMALL, LARGE), "cut off at " + part + " %");
            Files.write(file, whole);
            try (RandomAccessFile damaged = new RandomAccessFile(file.toFile(), "rw")) {
                damaged.seek(at);
                damaged.write(whole[(int) at] ^ 0x04);
            }
            assertEquals(kept, read(SMALL, LARGE), "damaged at " + part + " %");
        }
    }

    @Test
    @DisplayName("is not opened twice at the same time")
    void isOpenOnce() throws IOException {
        try (Journal journal = new Journal(file)) {
            journal.append(SMALL, out -> out.writeUTF("mine"));
            assertThrows(IOException.class, () -> new Journal(file));
        }
        assertEquals(List.of("mine"), read(SMALL));
    }
}
