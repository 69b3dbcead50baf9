package io.ccgate.usage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second gateway off a data folder. The system gives the lock back when a process dies, however it dies; the
 * file itself stays, and says who holds it for as long as somebody does.
 */
public final class DataFolderLock implements AutoCloseable {
    private static final String NAME = ".lock";
    private static final int ROOM = 1024;
    /** Behind the text, since some systems let nobody read what is locked. */
    private static final long LOCKED_AT = Long.MAX_VALUE - 1;

    private final FileChannel channel;
    private final String holder;

    private DataFolderLock(FileChannel channel, String holder) {
        this.channel = channel;
        this.holder = holder;
    }

    /**
     * Takes the folder, which is made when missing.
     *
     * @param now since when, as a second one will be told
     * @throws DataFolderInUse when another process has it
     * @throws IOException when it cannot be written
     */
    public static DataFolderLock take(Path dataFolder, Instant now) throws IOException {
        Files.createDirectories(dataFolder);
        Path file = dataFolder.resolve(NAME);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel) == null) {
                throw new DataFolderInUse("The data folder " + dataFolder.toAbsolutePath()
                        + " is in use by another gateway: " + holder(channel)
                        + "; stop that one, or start this one with another --data folder");
            }
            DataFolderLock taken = new DataFolderLock(
                    channel,
                    "process " + ProcessHandle.current().pid() + ", running since "
                            + now.truncatedTo(ChronoUnit.SECONDS));
            taken.nameIfThereIsRoom();
            return taken;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_AT, 1, false);
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** Who uses a data folder, in words; empty when nobody does. Takes nothing. */
    public static Optional<String> holder(Path dataFolder) {
        Path file = dataFolder.resolve(NAME);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FileLock free = tryLock(channel);
            if (free == null) {
                return Optional.of(holder(channel));
            }
            free.release();
            return Optional.empty();
        } catch (IOException noSuchFolder) {
            return Optional.empty();
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(ROOM);
        channel.read(text, 0);
        String holder = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
        return holder.isEmpty() ? "a process that has not said its name yet" : holder;
    }

    /**
     * Says in the file who holds it, so that a second one can name it.
     *
     * @param addresses where it can be reached, as far as that is known
     */
    public void tell(List<String> addresses) throws IOException {
        write(addresses.isEmpty() ? holder : holder + ", serving " + String.join(" and ", addresses));
    }

    private void nameIfThereIsRoom() {
        try {
            tell(List.of());
        } catch (IOException full) {
            // The lock holds all the same, and whoever holds it for long tells again.
            return;
        }
    }

    private void write(String text) throws IOException {
        byte[] line = (text + "\n").getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(line, 0, Math.min(line.length, ROOM)), 0);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
