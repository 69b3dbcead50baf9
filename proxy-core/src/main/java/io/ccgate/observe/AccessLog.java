package io.ccgate.observe;

import io.ccgate.config.model.LoggingConfig;
import io.ccgate.usage.ExchangeSummary;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code access.log}: one line for each finished request. Lines are gathered and written together, when {@link #flush()}
 * is called or when they fill the buffer.
 *
 * <p>Used by one thread, the one that also writes the usage records; never by an event loop. A disk that refuses costs
 * lines, which are counted and reported, and never a request.
 */
public final class AccessLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);
    private static final int BATCH = 64 * 1024;

    private final LogSink sink;
    private final AccessLine format;
    private final LineBuffer lines = new LineBuffer(BATCH + 4096);
    private int pending;
    private long lost;

    AccessLog(LogSink sink, AccessLine format) {
        this.sink = sink;
        this.format = format;
    }

    /** The access log as the configuration wants it; the file is opened with the first line. */
    public static AccessLog open(LoggingConfig config) {
        RollingFile file =
                new RollingFile(config.directory().resolve("access.log"), config.maxFileSize(), config.maxFiles());
        return new AccessLog(file, config.json() ? new JsonAccessLine() : new TextAccessLine());
    }

    /**
     * Adds the line of one request.
     *
     * @param costPico what it cost, in pico-dollars (1e-12 US dollars)
     */
    public void accept(ExchangeSummary exchange, long costPico) {
        format.write(exchange, costPico, lines);
        pending++;
        if (lines.length() >= BATCH) {
            flush();
        }
    }

    /** Writes what was gathered. */
    public void flush() {
        if (pending == 0) {
            return;
        }
        try {
            sink.write(lines.array(), 0, lines.length());
            if (lost > 0) {
                LOG.warn("The access log can be written again; {} lines were lost", lost);
                lost = 0;
            }
        } catch (IOException e) {
            if (lost == 0) {
                LOG.error("The access log cannot be written: {}", e.toString());
            }
            lost += pending;
        }
        lines.clear();
        pending = 0;
    }

    /** Lines that could not be written since the log last worked; 0 when it works. */
    public long lost() {
        return lost;
    }

    @Override
    public void close() throws IOException {
        flush();
        sink.close();
    }
}
