package io.ccgate.pipeline;

import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.policy.Entry;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request in line. Called by whoever makes room, on any thread, to be woken; all else on the client's event loop. A client
 * that leaves ends its exchange, and that takes it out of the line.
 */
final class LineWait implements Runnable {
    /** Clients bear so much silence; a longer wait shows signs of life from early on. */
    private static final Duration BEARABLE_SILENCE = Duration.ofSeconds(10);

    private static final long SIGN_OF_LIFE_MILLIS = 5_000;

    private final BudgetHandler handler;
    private final ChannelHandlerContext context;
    private final Exchange exchange;
    private @Nullable ScheduledFuture<?> end;
    private @Nullable ScheduledFuture<?> signs;

    LineWait(BudgetHandler handler, ChannelHandlerContext context, Exchange exchange) {
        this.handler = handler;
        this.context = context;
        this.exchange = exchange;
    }

    void begin(Duration longest) {
        end = context.executor().schedule(this::giveUp, longest.toMillis(), TimeUnit.MILLISECONDS);
        if (longest.compareTo(BEARABLE_SILENCE) > 0 && GatewayAnswer.canKeepAlive(exchange)) {
            signs = context.executor()
                    .scheduleAtFixedRate(
                            this::signOfLife, SIGN_OF_LIFE_MILLIS, SIGN_OF_LIFE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void run() {
        try {
            context.executor().execute(this::decided);
        } catch (RejectedExecutionException stopped) {
            // The event loop is gone, and the client with it.
        }
    }

    private void giveUp() {
        Entry entry = exchange.entry();
        if (!exchange.isEnded() && entry != null && handler.giveUp(entry)) {
            decided();
        }
    }

    private void decided() {
        cancel(end);
        cancel(signs);
        Entry entry = exchange.entry();
        if (!exchange.isEnded() && entry != null) {
            handler.decided(context, exchange, entry);
        }
    }

    private void signOfLife() {
        if (exchange.isEnded()) {
            cancel(signs);
        } else {
            GatewayAnswer.keepAlive(exchange);
        }
    }

    private static void cancel(@Nullable ScheduledFuture<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
