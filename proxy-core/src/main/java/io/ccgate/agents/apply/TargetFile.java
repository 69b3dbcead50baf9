package io.ccgate.agents.apply;

import io.ccgate.config.edit.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** A file of an agent: read as it is, replaced only if it still is as it was read. */
final class TargetFile {
    private static final Set<PosixFilePermission> USUAL = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final boolean locks;
    private final InstantSource clock;

    /** @param locks whether its agent takes a lock before it writes */
    TargetFile(Path path, boolean locks, InstantSource clock) {
        this.path = path;
        this.locks = locks;
        this.clock = clock;
    }

    /** Where it really is: behind links, even when the file they lead to is not there yet. */
    static Path real(Path path) throws IOException {
        Path at = path.toAbsolutePath();
        for (int i = 0; i < 40 && Files.isSymbolicLink(at); i++) {
            Path folder = at.getParent();
            Path target = Files.readSymbolicLink(at);
            at = folder == null ? target : folder.resolve(target).normalize();
        }
        return Files.exists(at) ? at.toRealPath() : at;
    }

    Path path() {
        return path;
    }

    /** Empty when there is no file. */
    Optional<byte[]> read() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + " is no file; move it away");
        }
        return Optional.of(Files.readAllBytes(path));
    }

    boolean isReadOnly() throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return Files.exists(path)
                && (posix
                        ? !Files.getPosixFilePermissions(path).contains(PosixFilePermission.OWNER_WRITE)
                        : !Files.isWritable(path));
    }

    /**
     * Replaces the content in one step; mode, owner and links stay.
     *
     * @param expected what was read; empty: no file
     * @param content empty: no file
     * @return false, with nothing done, when somebody else wrote since
     */
    boolean replace(Optional<byte[]> expected, Optional<byte[]> content) throws IOException {
        Path folder = path.getParent();
        if (folder != null) {
            Books.makeFolder(folder);
        }
        if (!locks) {
            return compareAndReplace(expected, content);
        }
        try (AgentLock lock = AgentLock.take(path, clock)) {
            return lock != null && compareAndReplace(expected, content);
        }
    }

    private boolean compareAndReplace(Optional<byte[]> expected, Optional<byte[]> content) throws IOException {
        Optional<byte[]> now = read();
        if (now.isPresent() != expected.isPresent() || (now.isPresent() && !Arrays.equals(now.get(), expected.get()))) {
            return false;
        }
        if (content.isEmpty()) {
            Files.deleteIfExists(path);
            return true;
        }
        AtomicFile.write(path, content.get());
        return true;
    }

    /** For a file that is put back after it was gone. */
    void usualMode(Optional<Set<PosixFilePermission>> mode) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix") && Files.exists(path)) {
            Files.setPosixFilePermissions(path, mode.orElse(USUAL));
        }
    }
}
