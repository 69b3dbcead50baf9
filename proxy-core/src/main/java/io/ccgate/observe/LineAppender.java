package io.ccgate.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.util.List;

/**
 * Turns an event into a line once and hands it to every output that wants its level. Synchronised by itself, since
 * before the asynchronous queue is in place any thread may log.
 *
 * <p>An output that fails must not take the gateway down: the line is lost there, and the next one is tried again.
 */
final class LineAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int USUAL_LINE = 1024;

    private final LineFormat format;
    private final List<Output> outputs;
    private final LineBuffer line = new LineBuffer(USUAL_LINE);

    /** A place for lines and the least level it takes. */
    record Output(LogSink sink, Level threshold) {}

    LineAppender(String name, LineFormat format, List<Output> outputs) {
        this.format = format;
        this.outputs = List.copyOf(outputs);
        setName(name);
    }

    @Override
    protected void append(ILoggingEvent event) {
        synchronized (line) {
            line.clear();
            format.write(event, line);
            for (Output output : outputs) {
                if (event.getLevel().isGreaterOrEqual(output.threshold())) {
                    write(output.sink());
                }
            }
        }
    }

    @Override
    public void stop() {
        super.stop();
        synchronized (line) {
            for (Output output : outputs) {
                close(output.sink());
            }
        }
    }

    private void write(LogSink sink) {
        try {
            sink.write(line.array(), 0, line.length());
        } catch (IOException e) {
            addError("A log line was lost", e);
        }
    }

    private void close(LogSink sink) {
        try {
            sink.close();
        } catch (IOException e) {
            addError("Could not close a log", e);
        }
    }
}
