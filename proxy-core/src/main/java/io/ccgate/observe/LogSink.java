package io.ccgate.observe;

import java.io.IOException;

/** Where finished log lines go. Used by one thread at a time. */
interface LogSink extends AutoCloseable {
    /** Writes whole lines, at once or not at all as far as the system allows. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    @Override
    void close() throws IOException;
}
