package dev.quiesce.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A result stream is a {@link PrintStream} that tells why it could not be written to, and not only that. */
final class ResultStream extends PrintStream {
    private final Remembering bytes;

    ResultStream(OutputStream to) {
        this(new Remembering(to));
    }

    private ResultStream(Remembering bytes) {
        super(bytes, false, StandardCharsets.UTF_8);
        this.bytes = bytes;
    }

    /** Why something that was printed is lost, if it is. */
    Optional<IOException> failure() {
        flush();
        return Optional.ofNullable(bytes.failure);
    }

    /** Keeps the first failure: what comes after it says less. */
    private static final class Remembering extends FilterOutputStream {
        private IOException failure;

        Remembering(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] text, int from, int length) throws IOException {
            try {
                out.write(text, from, length);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }
    }
}
