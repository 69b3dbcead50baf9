package io.ccgate.observe;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import io.ccgate.config.model.LoggingConfig;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * The logs that the configuration asks for: {@code combined.log} (everything), {@code error.log} (errors) and, if wanted,
 * standard error. All writing happens on one thread behind a bounded queue that drops events rather than making an event
 * loop wait for a disk.
 */
public final class Logging implements AutoCloseable {
    private static final int QUEUE_SIZE = 8192;
    private static final int MAX_FLUSH_MILLIS = 3000;

    private final LoggerContext context;
    private final AsyncAppender queue;

    private Logging(LoggerContext context, AsyncAppender queue) {
        this.context = context;
        this.queue = queue;
    }

    /**
     * Takes logging over from the start-up settings. Call once, before the gateway starts; close last of all, or the final
     * lines are lost. Nothing is opened here, so an unwritable folder costs log lines and not the start.
     */
    public static Logging configure(LoggingConfig config) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        List<LineAppender.Output> outputs = new ArrayList<>();
        outputs.add(new LineAppender.Output(file(config, "combined.log"), Level.TRACE));
        outputs.add(new LineAppender.Output(file(config, "error.log"), Level.ERROR));
        if (config.enableConsole()) {
            outputs.add(new LineAppender.Output(new StreamSink(System.err), Level.TRACE));
        }
        LineAppender lines = new LineAppender("lines", LineFormat.of(config), outputs);
        lines.setContext(context);
        lines.start();

        AsyncAppender queue = new AsyncAppender();
        queue.setName("queue");
        queue.setContext(context);
        queue.setQueueSize(QUEUE_SIZE);
        queue.setDiscardingThreshold(0);
        queue.setNeverBlock(true);
        queue.setMaxFlushTime(MAX_FLUSH_MILLIS);
        queue.addAppender(lines);
        queue.start();

        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.toLevel(config.level(), Level.INFO));
        // Below INFO Netty tells of every buffer and native library; that drowns what the user turned debugging on for.
        if (root.getLevel() == Level.DEBUG) {
            context.getLogger("io.netty").setLevel(Level.INFO);
        }
        root.addAppender(queue);
        root.detachAppender(StartupLogging.APPENDER);
        return new Logging(context, queue);
    }

    /** Writes what is queued, for at most three seconds, and goes back to warnings on standard error. */
    @Override
    public void close() {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.detachAppender(queue);
        queue.stop();
        new StartupLogging().configure(context);
    }

    private static RollingFile file(LoggingConfig config, String name) {
        return new RollingFile(config.directory().resolve(name), config.maxFileSize(), config.maxFiles());
    }
}
