package io.ccgate.usage.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The little of a file that the journal needs; a seam, so that tests can fill the disk. */
interface AppendFile extends Closeable {
    /** Makes or opens a file for reading and writing. */
    interface Opener {
        AppendFile open(Path path) throws IOException;
    }

    long size() throws IOException;

    /** May write less than there is, as {@link FileChannel#write(ByteBuffer, long)}. */
    int write(ByteBuffer bytes, long position) throws IOException;

    int read(ByteBuffer into, long position) throws IOException;

    void truncate(long size) throws IOException;

    void force() throws IOException;

    /** Folders that name a file: month, tenant, usage, data.*/
    int LEVELS = 4;

    /** Files of the system; their folders are made as needed, and a new file's name is as safe as what will stand in it. */
    static AppendFile open(Path path) throws IOException {
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        boolean added = Files.notExists(path);
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (added) {
            FolderSync.force(folder, LEVELS);
        }
        return new AppendFile() {
            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public int write(ByteBuffer bytes, long position) throws IOException {
                return channel.write(bytes, position);
            }

            @Override
            public int read(ByteBuffer into, long position) throws IOException {
                return channel.read(into, position);
            }

            @Override
            public void truncate(long size) throws IOException {
                channel.truncate(size);
            }

            @Override
            public void force() throws IOException {
                channel.force(false);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
