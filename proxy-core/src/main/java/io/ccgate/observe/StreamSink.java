package io.ccgate.observe;

import java.io.PrintStream;

/** The console as a sink. Closing leaves the stream open: it is the process's, not the log's. */
record StreamSink(PrintStream stream) implements LogSink {
    @Override
    public void write(byte[] bytes, int offset, int length) {
        stream.write(bytes, offset, length);
        stream.flush();
    }

    @Override
    public void close() {
        stream.flush();
    }
}
