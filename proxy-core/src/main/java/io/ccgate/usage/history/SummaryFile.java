package io.ccgate.usage.history;

import io.ccgate.usage.journal.FolderSync;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tenant's summaries of a month at one grain: a block a day, each with a checksum, written one behind the other. A
 * day that was summed up again stands there twice, and the later block counts. Bytes that are no whole block, as a
 * crash leaves them, are passed over.
 *
 * <p>A block, big-endian: magic, version, length of the body, CRC-32C of all that follows; epoch day, bytes of the
 * day's file, lines, bad lines, last seq, sums a row; the body.
 */
final class SummaryFile {
    private static final Logger log = LoggerFactory.getLogger(SummaryFile.class);
    private static final int MAGIC = 0x43435347;
    private static final int VERSION = 1;
    private static final int CHECKED_FROM = 16;
    private static final int BODY_FROM = 64;
    /** Folders that name a file: tenant, summaries, data. */
    private static final int LEVELS = 3;

    private final byte[] bytes;
    private final NavigableMap<LocalDate, Block> blocks = new TreeMap<>();
    private long foreign;

    /** One day. Its body begins at {@code from}. */
    record Block(Seal seal, int from, int end) {}

    private SummaryFile(byte[] bytes) {
        this.bytes = bytes;
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int at = 0;
        while (at < bytes.length) {
            int end = blockEnd(bytes, in, at);
            if (end < 0) {
                foreign++;
                at++;
                continue;
            }
            Seal seal = new Seal(
                    LocalDate.ofEpochDay(in.getLong(at + 16)),
                    in.getLong(at + 24),
                    in.getLong(at + 32),
                    in.getLong(at + 40),
                    in.getLong(at + 48),
                    in.getLong(at + 56));
            blocks.put(seal.day(), new Block(seal, at + BODY_FROM, end));
            at = end;
        }
    }

    /** Reads a file; one that does not exist, or cannot be read, has no blocks, and the lines are read instead. */
    static SummaryFile read(Path file) {
        try {
            return new SummaryFile(Files.readAllBytes(file));
        } catch (NoSuchFileException none) {
            return new SummaryFile(new byte[0]);
        } catch (IOException unreadable) {
            log.warn("The sums in {} cannot be read: {}", file, unreadable.toString());
            return new SummaryFile(new byte[0]);
        }
    }

    /** Where a whole block that begins at {@code at} ends; -1 when there is none. */
    private static int blockEnd(byte[] bytes, ByteBuffer in, int at) {
        int left = in.limit() - at;
        if (left < BODY_FROM || in.getInt(at) != MAGIC || in.getInt(at + 4) != VERSION) {
            return -1;
        }
        int body = in.getInt(at + 8);
        if (body < 0 || body > left - BODY_FROM) {
            return -1;
        }
        CRC32C crc = new CRC32C();
        crc.update(bytes, at + CHECKED_FROM, BODY_FROM - CHECKED_FROM + body);
        return (int) crc.getValue() == in.getInt(at + 12) ? at + BODY_FROM + body : -1;
    }

    /** What a day's summary was made of; null when there is no whole one. */
    @Nullable
    Seal seal(LocalDate day) {
        Block block = blocks.get(day);
        return block == null ? null : block.seal();
    }

    /** Where the body of a day that has a seal begins in {@link #bytes()}. */
    int bodyOf(LocalDate day) {
        Block block = blocks.get(day);
        if (block == null) {
            throw new IllegalArgumentException("no summary of " + day);
        }
        return block.from();
    }

    /** The whole file; not a copy. */
    byte[] bytes() {
        return bytes;
    }

    NavigableSet<LocalDate> days() {
        return blocks.navigableKeySet();
    }

    /** Bytes that belong to no block. */
    long foreignBytes() {
        return foreign;
    }

    /** Writes blocks at the end and forces them to the disk; what cannot be written whole is taken back. */
    static void append(Path file, List<ByteBuffer> blocks) throws IOException {
        if (blocks.isEmpty()) {
            return;
        }
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        boolean added = Files.notExists(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long end = channel.size();
            try {
                long at = end;
                for (ByteBuffer block : blocks) {
                    while (block.hasRemaining()) {
                        at += channel.write(block, at);
                    }
                }
                channel.force(false);
            } catch (IOException failed) {
                channel.truncate(end);
                throw failed;
            }
        }
        if (added) {
            FolderSync.force(folder, LEVELS);
        }
    }

    /** Takes days out of a file, in one step that a crash cannot leave half done. */
    static void retain(Path file, Predicate<LocalDate> kept) throws IOException {
        SummaryFile old = read(file);
        if (old.blocks.keySet().stream().allMatch(kept)) {
            return;
        }
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (Block block : old.blocks.values()) {
                int start = block.from() - BODY_FROM;
                ByteBuffer bytes = ByteBuffer.wrap(old.bytes, start, block.end() - start);
                while (kept.test(block.seal().day()) && bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        FolderSync.force(file.getParent(), 1);
    }

    /** What is to be written of a day. */
    static ByteBuffer block(Seal seal, byte[] body) {
        ByteBuffer block = ByteBuffer.allocate(BODY_FROM + body.length);
        block.putInt(MAGIC).putInt(VERSION).putInt(body.length).putInt(0);
        block.putLong(seal.day().toEpochDay()).putLong(seal.rawBytes());
        block.putLong(seal.lines()).putLong(seal.bad()).putLong(seal.lastSeq()).putLong(seal.sums());
        block.put(body);
        CRC32C crc = new CRC32C();
        crc.update(block.array(), CHECKED_FROM, block.capacity() - CHECKED_FROM);
        block.putInt(12, (int) crc.getValue());
        return block.flip();
    }
}
