package dev.quiesce.explore;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A file of blocks, each with its kind, its length and a checksum, that is only ever added to. What a process that was
 * killed had not written whole is cut off when it is opened again.
 */
final class Journal implements AutoCloseable {
    private static final int HEADER_BYTES = 1 + 4 + 8;

    private final RandomAccessFile file;

    /** Writes the content of a block. */
    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }


    /** Is told the blocks of a journal in order. */
    interface Reader {
        void block(int kind, DataInputStream in) throws IOException;
    }

    Journal(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
    }

    /** Makes it empty. */
    void clear() throws IOException {
        file.setLength(0);
    }

    /** Adds a block, which is there whole or not at all. */
    void append(int kind, Writing content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.to(new DataOutputStream(bytes));
        byte[] block = bytes.toByteArray();
        ByteArrayOutputStream whole = new ByteArrayOutputStream(block.length + HEADER_BYTES);
        DataOutputStream out = new DataOutputStream(whole);
        out.writeByte(kind);
        out.writeInt(block.length);
        out.writeLong(checksum(kind, block));
        out.write(block);
        file.seek(file.length());
        file.write(whole.toByteArray());
    }

    private static long checksum(int kind, byte[] block) {
        CRC32 sum = new CRC32();
        sum.update(kind);
        sum.update(block);
        return sum.getValue();
    }

    /**
     * Cuts off what comes after the last whole block of one of these kinds.
     *
     * @return bytes cut off
     */
    long cutAfter(Set<Integer> kinds) throws IOException {
        long[] end = {0};
        walk(file.length(), (found, in) -> {
            if (kinds.contains(found)) {
                end[0] = file.getFilePointer();
            }
        });
        long cut = file.length() - end[0];
        file.setLength(end[0]);
        return cut;
    }

    /** Reads all blocks. */
    void read(Reader reader) throws IOException {
        walk(file.length(), reader);
    }

    /** Reads blocks until one is not whole. */
    private void walk(long length, Reader reader) throws IOException {
        file.seek(0);
        while (length - file.getFilePointer() >= HEADER_BYTES) {
            int kind = file.readUnsignedByte();
            int size = file.readInt();
            long sum = file.readLong();
            if (size < 0 || size > length - file.getFilePointer()) {
                return;
            }
            byte[] block = new byte[size];
            file.readFully(block);
            if (checksum(kind, block) != sum) {
                return;
            }
            try {
                reader.block(kind, new DataInputStream(new ByteArrayInputStream(block)));
            } catch (EOFException e) {
                throw new IOException("a block ends early", e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
