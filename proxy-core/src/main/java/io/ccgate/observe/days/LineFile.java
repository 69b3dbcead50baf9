package io.ccgate.observe.days;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of lines that only grows. A last line that was torn by a crash is ended when the file is opened, so that it spoils no other
 * line. One writer thread.
 *
 * <p>A plain file and no channel: an interrupt of the writer must not close it.
 */
public final class LineFile implements AutoCloseable {
    private final RandomAccessFile file;
    private long length;

    private LineFile(RandomAccessFile file, long length) {
        this.file = file;
        this.length = length;
    }

    /** Opens the file, or makes it and its folder. */
    public static LineFile open(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
        try {
            long length = file.length();
            boolean torn = false;
            if (length > 0) {
                file.seek(length - 1);
                torn = file.read() != '\n';
            }
            LineFile opened = new LineFile(file, length);
            if (torn) {
                opened.append(new byte[] {'\n'}, 1);
            }
            return opened;
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /**
     * Appends bytes; when that fails half-way, what was written of them is taken back as far as the system allows.
     *
     * @return where in the file they begin
     */
    public long append(byte[] bytes, int count) throws IOException {
        long start = length;
        try {
            file.seek(start);
            file.write(bytes, 0, count);
        } catch (IOException failed) {
            file.setLength(start);
            throw failed;
        }
        length = start + count;
        return start;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
