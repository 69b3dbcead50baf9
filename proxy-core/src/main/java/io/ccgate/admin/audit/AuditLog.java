package io.ccgate.admin.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes in order, as lines of JSON in {@code audit/audit.log} of the data folder, readable by its owner only. A file that has
 * grown to its size is set aside; the last ten are kept. Each line is on the disk before {@link #write} returns. Any thread but an
 * event loop.
 */
public final class AuditLog {
    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
    private static final String NAME = "audit.log";
    private static final long MAX_SIZE = 4L << 20;
    private static final int MAX_FILES = 10;

    private final Path folder;

    /** @param dataFolder holds {@code audit/}; made with the first line */
    public AuditLog(Path dataFolder) {
        this.folder = dataFolder.resolve("audit");
    }

    /** Never fails: a change that is made is not undone because its line could not be written, but the log says so. */
    public synchronized void write(AuditEntry entry) {
        byte[] line = (entry.json() + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            prepare();
            Path file = folder.resolve(NAME);
            if (Files.exists(file) && Files.size(file) + line.length > MAX_SIZE) {
                roll();
            }
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                ByteBuffer buffer = ByteBuffer.wrap(line);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(false);
            }
        } catch (IOException unwritable) {
            log.error(
                    "The audit line of {} by {} could not be written",
                    entry.action(),
                    entry.caller().name(),
                    unwritable);
        }
    }

    /**
     * The newest first.
     *
     * @param most lines at most
     */
    public synchronized List<ObjectNode> newest(int most, Predicate<JsonNode> wanted) throws IOException {
        List<ObjectNode> found = new ArrayList<>();
        for (int i = 0; i <= MAX_FILES && found.size() < most; i++) {
            Path file = aside(i);
            if (!Files.exists(file)) {
                continue;
            }
            List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
            Collections.reverse(lines);
            for (String line : lines) {
                if (found.size() < most && AuditLines.parse(line) instanceof ObjectNode node && wanted.test(node)) {
                    found.add(node);
                }
            }
        }
        return found;
    }

    private void prepare() throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    private void roll() throws IOException {
        for (int i = MAX_FILES - 1; i >= 0; i--) {
            if (Files.exists(aside(i))) {
                Files.move(aside(i), aside(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path aside(int index) {
        return folder.resolve(index == 0 ? NAME : "audit." + index + ".log");
    }
}
