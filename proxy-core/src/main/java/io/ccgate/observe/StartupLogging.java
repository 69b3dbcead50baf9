package io.ccgate.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;

/**
 * Logging until {@link Logging#configure} knows the user's wishes: warnings on standard error. Found by logback as a
 * service, which spares each start the search for and the parsing of an XML file.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class StartupLogging extends ContextAwareBase implements Configurator {
    static final String APPENDER = "startup";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        LineAppender console = new LineAppender(
                APPENDER, LineFormat.TEXT, List.of(new LineAppender.Output(new StreamSink(System.err), Level.WARN)));
        console.setContext(context);
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(console);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
