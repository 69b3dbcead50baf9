package io.ccgate.usage.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Real files on a disk with little room: a write past it stores what fits and fails, as a full file system does. */
final class SmallDisk implements AppendFile.Opener {
    private static final long UNLIMITED = Long.MAX_VALUE;

    private volatile long room = UNLIMITED;
    private volatile boolean readOnly;
    final AtomicInteger forces = new AtomicInteger();

    /** Bytes that still fit. */
    void room(long bytes) {
        room = bytes;
    }

    void unlimited() {
        room = UNLIMITED;
        readOnly = false;
    }

    void readOnly() {
        readOnly = true;
    }

    @Override
    public AppendFile open(Path path) throws IOException {
        if (readOnly) {
            throw new IOException("Read-only file system");
        }
        AppendFile file = AppendFile.open(path);
        return new AppendFile() {
            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public int write(ByteBuffer bytes, long position) throws IOException {
                if (readOnly) {
                    throw new IOException("Read-only file system");
                }
                long left = room;
                if (left == 0) {
                    throw new IOException("No space left on device");
                }
                // Short writes all the time, so that nobody relies on whole ones.
                int length = (int) Math.min(Math.min(left, 100), bytes.remaining());
                ByteBuffer part = bytes.slice(bytes.position(), length);
                int written = file.write(part, position);
                bytes.position(bytes.position() + written);
                if (left != UNLIMITED) {
                    room = left - written;
                }
                return written;
            }

            @Override
            public int read(ByteBuffer into, long position) throws IOException {
                return file.read(into, position);
            }

            @Override
            public void truncate(long size) throws IOException {
                if (readOnly) {
                    throw new IOException("Read-only file system");
                }
                file.truncate(size);
            }

            @Override
            public void force() throws IOException {
                forces.incrementAndGet();
                file.force();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }
}
