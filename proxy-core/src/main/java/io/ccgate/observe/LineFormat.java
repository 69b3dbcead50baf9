package io.ccgate.observe;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.ccgate.config.model.LoggingConfig;
import java.time.Instant;

/** How one event looks as a line: the two forms that {@code logging.json} chooses between. */
enum LineFormat {
    /** For eyes: time, level, thread, logger, message; a stack trace on the lines after it. */
    TEXT {
        @Override
        void write(ILoggingEvent event, LineBuffer line) {
            String level = event.getLevel().toString();
            line.time(Instant.ofEpochMilli(event.getTimeStamp())).ascii(' ').ascii(level);
            for (int i = level.length(); i < LEVEL_WIDTH; i++) {
                line.ascii(' ');
            }
            line.ascii(" [").escaped(event.getThreadName()).ascii("] ");
            String logger = event.getLoggerName();
            line.escaped(logger, logger.lastIndexOf('.') + 1, logger.length());
            line.ascii(": ");
            line.escaped(event.getFormattedMessage()).ascii('\n');
            IThrowableProxy thrown = event.getThrowableProxy();
            if (thrown != null) {
                ThrowableProxyUtil.asString(thrown).lines().forEach(part -> {
                    line.ascii("    ").escaped(part.strip()).ascii('\n');
                });
            }
        }
    },

    /** For programs: one JSON object a line, the stack trace in it. */
    JSON {
        @Override
        void write(ILoggingEvent event, LineBuffer line) {
            line.ascii("{\"time\":\"").time(Instant.ofEpochMilli(event.getTimeStamp()));
            line.ascii("\",\"level\":\"").ascii(event.getLevel().toString());
            line.ascii("\",\"thread\":").quoted(event.getThreadName());
            line.ascii(",\"logger\":").quoted(event.getLoggerName());
            line.ascii(",\"message\":").quoted(event.getFormattedMessage());
            IThrowableProxy thrown = event.getThrowableProxy();
            if (thrown != null) {
                line.ascii(",\"error\":").quoted(headline(thrown)).ascii(",\"stack\":[");
                StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
                for (int i = 0; i < frames.length; i++) {
                    line.ascii(i == 0 ? "" : ",").quoted(frames[i].getSTEAsString());
                }
                line.ascii(']');
                IThrowableProxy cause = thrown.getCause();
                if (cause != null) {
                    line.ascii(",\"cause\":").quoted(headline(cause));
                }
            }
            line.ascii("}\n");
        }

        private String headline(IThrowableProxy thrown) {
            return thrown.getClassName() + ": " + thrown.getMessage();
        }
    };

    private static final int LEVEL_WIDTH = 5;

    static LineFormat of(LoggingConfig config) {
        return config.json() ? JSON : TEXT;
    }

    /** Appends the event with its line end. */
    abstract void write(ILoggingEvent event, LineBuffer line);
}
