package io.ccgate.observe;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A log file that is set aside when it has grown to its size: {@code access.log} becomes {@code access.1.log}, the former
 * {@code access.1.log} becomes {@code access.2.log}, and the oldest goes. Opened on the first write, and again after a
 * failure, so a full or absent disk heals by itself. Not thread-safe: each file has one writer thread.
 *
 * <p>A plain stream and no channel, since the queue in front of it interrupts its thread to end it, and an interrupt closes
 * a channel and loses the last lines.
 */
final class RollingFile implements LogSink {
    private final Path file;
    private final String stem;
    private final String extension;
    private final long maxFileSize;
    private final int maxFiles;

    private @Nullable FileOutputStream stream;
    private long size;

    /**
     * @param maxFileSize bytes after which the file is set aside; a write is never torn over two files
     * @param maxFiles files set aside that are kept; 0 keeps none
     */
    RollingFile(Path file, long maxFileSize, int maxFiles) {
        this.file = file;
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        this.stem = dot < 0 ? name : name.substring(0, dot);
        this.extension = dot < 0 ? "" : name.substring(dot);
        this.maxFileSize = maxFileSize;
        this.maxFiles = maxFiles;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            FileOutputStream open = stream == null ? open() : stream;
            if (size > 0 && size + length > maxFileSize) {
                open = roll(open);
            }
            open.write(bytes, offset, length);
            size += length;
        } catch (IOException e) {
            closeQuietly();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        FileOutputStream open = stream;
        stream = null;
        if (open != null) {
            open.close();
        }
    }

    private FileOutputStream open() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FileOutputStream opened = new FileOutputStream(file.toFile(), true);
        stream = opened;
        size = Files.size(file);
        return opened;
    }

    private FileOutputStream roll(FileOutputStream open) throws IOException {
        open.close();
        stream = null;
        if (maxFiles == 0) {
            Files.deleteIfExists(file);
            return open();
        }
        for (int i = maxFiles - 1; i >= 1; i--) {
            Path older = aside(i);
            if (Files.exists(older)) {
                Files.move(older, aside(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(file, aside(1), StandardCopyOption.REPLACE_EXISTING);
        return open();
    }

    private Path aside(int index) {
        return file.resolveSibling(stem + "." + index + extension);
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException ignored) {
            // The write's own failure is the one that is reported.
        }
    }
}
