package io.ccgate.usage.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a usage file. A crash can leave the last line without its end: a whole record only lacks its line feed
 * and gets it, a torn one is moved to a {@code .torn} file beside, so that nothing is lost to the eye.
 *
 * @param position where the next line goes
 * @param lastSeq {@code seq} of the last line; 0 when it has none
 */
record Tail(long position, long lastSeq) {
    private static final Logger log = LoggerFactory.getLogger(Tail.class);
    private static final JsonFactory JSON = new JsonFactory();
    private static final int BLOCK = 64 * 1024;

    /** Looks at the end of the file and repairs it. */
    static Tail repaired(AppendFile file, Path path) throws IOException {
        long size = file.size();
        if (size == 0) {
            return new Tail(0, 0);
        }
        long lastEnd = lineStart(file, size);
        if (lastEnd == size) {
            return new Tail(size, seq(read(file, lineStart(file, size - 1), size)));
        }
        byte[] torn = read(file, lastEnd, size);
        if (wholeObject(torn)) {
            writeFully(file, ByteBuffer.wrap(new byte[] {'\n'}), size);
            log.warn("Usage file {} lacked the end of its last line; added it", path);
            return new Tail(size + 1, seq(torn));
        }
        Path beside = path.resolveSibling(path.getFileName() + ".torn");
        Files.write(beside, torn, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        file.truncate(lastEnd);
        log.warn("Usage file {} ended in {} bytes of a torn record; moved them to {}", path, torn.length, beside);
        long seq = lastEnd == 0 ? 0 : seq(read(file, lineStart(file, lastEnd - 1), lastEnd));
        return new Tail(lastEnd, seq);
    }

    /** Writes all of it, however many steps that takes. */
    static void writeFully(AppendFile file, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            int written = file.write(bytes, at);
            if (written <= 0) {
                throw new IOException("Nothing could be written");
            }
            at += written;
        }
    }

    /** Index after the last line feed before {@code end}; 0 when there is none. */
    private static long lineStart(AppendFile file, long end) throws IOException {
        long stop = end;
        while (stop > 0) {
            long start = Math.max(0, stop - BLOCK);
            byte[] block = read(file, start, stop);
            for (int i = block.length - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return start + i + 1;
                }
            }
            stop = start;
        }
        return 0;
    }

    private static byte[] read(AppendFile file, long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("Usage file became shorter while it was read");
            }
        }
        return bytes.array();
    }

    private static boolean wholeObject(byte[] line) {
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (IOException torn) {
            return false;
        }
    }

    private static long seq(byte[] line) {
        LineReader reader = new LineReader();
        reader.feed(line, 0, line.length, record -> {});
        return reader.finish(record -> {}).lastSeq();
    }
}
