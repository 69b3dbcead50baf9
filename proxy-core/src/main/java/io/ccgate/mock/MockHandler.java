package io.ccgate.mock;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** One connection of the demo upstream: answers its requests one after the other. */
final class MockHandler extends ChannelInboundHandlerAdapter {
    private final MockState state;
    private final MockRoutes routes;
    private final MockConsole console;
    private final Queue<Arrived> waiting = new ArrayDeque<>();
    private @Nullable AnswerPlayer playing;

    MockHandler(MockState state, MockRoutes routes, MockConsole console) {
        this.state = state;
        this.routes = routes;
        this.console = console;
    }

    private record Arrived(RecordedRequest request, boolean keepAlive) {}

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        state.opened();
        ctx.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        state.closed();
        waiting.clear();
        AnswerPlayer player = playing;
        if (player != null) {
            playing = null;
            player.stop();
            state.cancelled(player.outputTokensSent());
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof FullHttpRequest http)) {
            ctx.fireChannelRead(message);
            return;
        }
        try {
            if (http.decoderResult().isFailure()) {
                ctx.close();
                return;
            }
            RecordedRequest request = new RecordedRequest(
                    http.method().name(), http.uri(), http.headers().entries(), ByteBufUtil.getBytes(http.content()));
            waiting.add(new Arrived(request, HttpUtil.isKeepAlive(http)));
        } finally {
            http.release();
        }
        serveNext(ctx);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        AnswerPlayer player = playing;
        if (player != null && ctx.channel().isWritable()) {
            player.writable();
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    @SuppressWarnings("deprecation") // Deprecated for outbound handlers only.
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    private void serveNext(ChannelHandlerContext ctx) {
        while (playing == null) {
            Arrived arrived = waiting.poll();
            if (arrived == null) {
                return;
            }
            serve(ctx, arrived);
        }
    }

    private void serve(ChannelHandlerContext ctx, Arrived arrived) {
        RecordedRequest request = arrived.request();
        Dialect dialect = routes.dialect(request);
        Decision decision = console.serves(request)
                ? new Decision(console.answer(request), MockFaults.NONE)
                : decide(request, dialect);
        Staging staging = Staging.of(decision.answer(), decision.faults(), dialect);
        boolean head = request.method().equals("HEAD");
        state.billed(decision.answer().inputTokens());
        AnswerPlayer player = new AnswerPlayer(
                ctx.channel(),
                decision.answer(),
                decision.faults(),
                staging,
                head,
                arrived.keepAlive(),
                System::nanoTime,
                () -> ended(ctx));
        playing = player;
        player.start();
    }

    private void ended(ChannelHandlerContext ctx) {
        AnswerPlayer player = playing;
        playing = null;
        if (player != null) {
            state.billed(player.outputTokensSent());
        }
        // Not from within the answer's last write: the next head must come after it.
        if (!waiting.isEmpty()) {
            ctx.executor().execute(() -> serveNext(ctx));
        }
    }

    private record Decision(Answer answer, MockFaults faults) {}

    private Decision decide(RecordedRequest request, Dialect dialect) {
        state.received(request);
        try {
            if (!state.welcomes(request)) {
                return new Decision(
                        routes.error(dialect, 401, "The key is missing or wrong.", MockFaults.NONE), MockFaults.NONE);
            }
            MockFaults faults = MockFaults.ofHeaders(request.headers());
            boolean read = !faults.flag(Knob.PREBUILT, false);
            var body = Json.read(read ? request.body() : new byte[0]);
            MockFaults server = state.takeFaults(request);
            if (body.isObject()) {
                String prompt =
                        dialect.read(MockRoutes.path(request), "", body, 0).prompt();
                faults = faults.over(MockFaults.ofDirectives(prompt));
            }
            faults = faults.over(server);
            return new Decision(routes.answer(request, body, faults), faults);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            return new Decision(routes.error(dialect, 400, message, MockFaults.NONE), MockFaults.NONE);
        }
    }
}
