package dev.quiesce.explore;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * A file of blocks, each with its kind, that is only ever added to. A block is written in chunks, each with its length, a
 * checksum and whether more of the block follows, so that neither side needs memory for a whole one. What a process that
 * was killed had not written whole is cut off when it is opened again. One process at a time may have it open.
 */
final class Journal implements AutoCloseable {
    private static final int HEADER_BYTES = 1 + 4 + 8;
    private static final int MOST_BYTES = 1 << 22;
    /** Of the byte that says the kind. */
    private static final int MORE_FOLLOWS = 0x80;

    private final RandomAccessFile file;

    /** Writes the content of a block. */
    interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    /** Is told the blocks of a journal in order. */
    interface Reader {
        void block(int kind, DataInputStream in) throws IOException;
    }

    /** @throws IOException also if the file is open elsewhere */
    Journal(Path path) throws IOException {
        file = new RandomAccessFile(path.toFile(), "rw");
        boolean mine = false;
        try {
            mine = file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException _) {
            mine = false;
        } finally {
            if (!mine) {
                file.close();
            }
        }
        if (!mine) {
            throw new IOException("another check is using it");
        }
    }

    /** Makes it empty. */
    void clear() throws IOException {
        file.setLength(0);
    }

    /** Adds a block of a kind from 1 to 127. */
    void append(int kind, Writing content) throws IOException {
        file.seek(file.length());
        Chunks chunks = new Chunks(kind);
        content.to(new DataOutputStream(chunks));
        chunks.put(false);
    }

    private static long checksum(int kind, byte[] chunk) {
        CRC32 sum = new CRC32();
        sum.update(kind);
        sum.update(chunk);
        return sum.getValue();
    }

    /** What is written to a block. */
    private final class Chunks extends OutputStream {
        private final int kind;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Chunks(int kind) {
            this.kind = kind;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int at, int length) throws IOException {
            if (bytes.size() >= MOST_BYTES) {
                put(true);
            }
            bytes.write(from, at, length);
        }

        void put(boolean more) throws IOException {
            byte[] chunk = bytes.toByteArray();
            bytes.reset();
            int marked = kind | (more ? MORE_FOLLOWS : 0);
            ByteArrayOutputStream whole = new ByteArrayOutputStream(chunk.length + HEADER_BYTES);
            DataOutputStream out = new DataOutputStream(whole);
            out.writeByte(marked);
            out.writeInt(chunk.length);
            out.writeLong(checksum(marked, chunk));
            out.write(chunk);
            file.write(whole.toByteArray());
        }
    }

    /** @param bytes null if nobody wants to know */
    private record Chunk(int kind, boolean last, byte[] bytes) {}

    /** The next chunk, with its bytes if it is of one of these kinds; null if it is not whole. */
    private Chunk next(Set<Integer> kinds) throws IOException {
        if (file.length() - file.getFilePointer() < HEADER_BYTES) {
            return null;
        }
        int marked = file.readUnsignedByte();
        int kind = marked & ~MORE_FOLLOWS;
        int size = file.readInt();
        long sum = file.readLong();
        if (size < 0 || size > file.length() - file.getFilePointer()) {
            return null;
        }
        if (!kinds.contains(kind)) {
            file.seek(file.getFilePointer() + size);
            return new Chunk(kind, marked == kind, null);
        }
        byte[] bytes = new byte[size];
        file.readFully(bytes);
        return checksum(marked, bytes) == sum ? new Chunk(kind, marked == kind, bytes) : null;
    }

    /**
     * Cuts off what comes after the last whole block of some kinds that only whole blocks come before.
     *
     * @param kinds all that there are
     * @return bytes cut off
     */
    long cutAfter(Set<Integer> last, Set<Integer> kinds) throws IOException {
        long end = 0;
        file.seek(0);
        for (Chunk chunk = next(kinds); chunk != null && chunk.bytes != null; chunk = next(kinds)) {
            if (chunk.last && last.contains(chunk.kind)) {
                end = file.getFilePointer();
            }
        }
        long cut = file.length() - end;
        file.setLength(end);
        return cut;
    }

    /** Reads the blocks of these kinds, until one is not whole. */
    void read(Set<Integer> kinds, Reader reader) throws IOException {
        file.seek(0);
        for (Chunk chunk = next(kinds); chunk != null; chunk = next(kinds)) {
            if (chunk.bytes != null) {
                Block block = new Block(chunk);
                try {
                    reader.block(chunk.kind, new DataInputStream(block));
                } catch (EOFException e) {
                    throw new IOException("a block ends early", e);
                }
                block.skip();
            }
        }
    }

    /** What is read of a block. */
    private final class Block extends InputStream {
        private Chunk chunk;
        private int at;

        Block(Chunk chunk) {
            this.chunk = chunk;
        }

        @Override
        public int read() throws IOException {
            return ready() ? chunk.bytes[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            if (!ready()) {
                return -1;
            }
            int count = Math.min(length, chunk.bytes.length - at);
            System.arraycopy(chunk.bytes, at, to, from, count);
            at += count;
            return count;
        }

        private boolean ready() throws IOException {
            while (at == chunk.bytes.length && !chunk.last) {
                advance();
            }
            return at < chunk.bytes.length;
        }

        private void advance() throws IOException {
            Chunk following = next(Set.of(chunk.kind));
            if (following == null || following.bytes == null) {
                throw new IOException("a block ends early");
            }
            chunk = following;
            at = 0;
        }

        /** Goes on to where the next block begins. */
        void skip() throws IOException {
            while (!chunk.last) {
                advance();
            }
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
