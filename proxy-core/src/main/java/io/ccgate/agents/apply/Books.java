package io.ccgate.agents.apply;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.edit.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The folder in which we remember what is ours: {@code state.json}, the bytes of files from before us, and backups. Only its owner can
 * read it. One command at a time works with it.
 */
final class Books {
    private static final String STATE = "state.json";
    private static final int LOCK_TRIES = 200;
    private static final int LOCK_PAUSE_MILLIS = 50;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;

    Books(Path folder) {
        this.folder = folder;
    }

    /** Work that holds the books. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** Runs some work while nobody else can. */
    <T> T locked(Work<T> work) throws IOException {
        makeFolder(folder);
        try (FileChannel channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (!lock.isValid()) {
                throw new IOException("the lock in " + folder + " was lost; try again");
            }
            return work.run();
        }
    }

    private FileLock lock(FileChannel channel) throws IOException {
        for (int i = 0; i < LOCK_TRIES; i++) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException sameProcess) {
                // Another thread of this process; as good a reason to wait as another process.
            }
            Pause.millis(LOCK_PAUSE_MILLIS);
        }
        throw new IOException("another ccgate is writing the agents' settings; try again when it is done");
    }

    /** By scope; empty when we wrote nothing yet. */
    Map<String, ScopeRecord> read() throws IOException {
        Path file = folder.resolve(STATE);
        Map<String, ScopeRecord> scopes = new LinkedHashMap<>();
        if (Files.exists(file)) {
            JsonNode root = parse(file);
            root.path("agents")
                    .properties()
                    .forEach(entry -> scopes.put(entry.getKey(), BookPages.readScope(entry.getValue())));
        }
        return scopes;
    }

    static JsonNode parse(Path file) throws IOException {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JacksonException broken) {
            throw new IOException(file + " is broken; restore it, or move it away to start anew", broken);
        }
    }

    void write(Map<String, ScopeRecord> scopes) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode agents = root.putObject("agents");
        scopes.forEach((name, scope) -> {
            if (!scope.isEmpty()) {
                agents.set(name, BookPages.write(scope));
            }
        });
        write(folder.resolve(STATE), root);
    }

    static void write(Path file, JsonNode content) throws IOException {
        AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
    }

    /** Keeps the bytes of a file from before us. */
    String keep(byte[] original) throws IOException {
        String digest = Digest.of(original);
        Path kept = originals().resolve(digest);
        if (!Files.exists(kept)) {
            makeFolder(originals());
            AtomicFile.write(kept, original);
        }
        return digest;
    }

    Optional<byte[]> kept(String digest) throws IOException {
        Path kept = originals().resolve(digest);
        return Files.exists(kept) ? Optional.of(Files.readAllBytes(kept)) : Optional.empty();
    }

    private Path originals() {
        return folder.resolve("originals");
    }

    Path backups() {
        return folder.resolve("backups");
    }

    static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }
}
