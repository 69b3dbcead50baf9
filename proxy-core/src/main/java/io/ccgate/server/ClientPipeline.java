package io.ccgate.server;

import io.ccgate.exchange.HeldBytes;
import io.ccgate.pipeline.AuthHandler;
import io.ccgate.pipeline.BalancingHandler;
import io.ccgate.pipeline.BodyHandler;
import io.ccgate.pipeline.BudgetHandler;
import io.ccgate.pipeline.LocalHandler;
import io.ccgate.pipeline.ModelRewriteHandler;
import io.ccgate.pipeline.RelayHandler;
import io.ccgate.pipeline.RouteHandler;
import io.ccgate.pipeline.TranslationHandler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.ssl.SslContext;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Every handler a request passes, in order. */
public final class ClientPipeline extends ChannelInitializer<Channel> {
    private static final int MAX_REQUEST_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 32 * 1024;

    /** Large pieces for large bodies: fewer objects for the same bytes. */
    private static final int MAX_PIECE = 64 * 1024;

    private final Stages stages;
    private final ClientServices services;
    private final ChannelGroup connections;
    private final @Nullable SslContext tls;

    public ClientPipeline(Stages stages, ClientServices services, ChannelGroup connections, @Nullable SslContext tls) {
        this.stages = stages;
        this.services = services;
        this.connections = connections;
        this.tls = tls;
    }

    /** The stages that all connections share. */
    public record Stages(
            FramingGate gate,
            RouteHandler route,
            AuthHandler auth,
            LocalHandler local,
            ModelRewriteHandler modelRewrite,
            BalancingHandler balancing,
            BudgetHandler budget,
            TranslationHandler translation,
            RelayHandler relay,
            HeldBytes heldBytes,
            LongSupplier nanoTime) {
        /** The same with other endpoints of the gateway's own. */
        public Stages with(RouteHandler other) {
            return new Stages(
                    gate, other, auth, local, modelRewrite, balancing, budget, translation, relay, heldBytes, nanoTime);
        }
    }

    @Override
    protected void initChannel(Channel channel) {
        connections.add(channel);
        ChannelPipeline pipeline = channel.pipeline();
        if (tls != null) {
            pipeline.addLast(ClientConnection.SSL, tls.newHandler(channel.alloc()));
        }
        ClientConnection connection = new ClientConnection(services);
        pipeline.addLast(
                new HttpRequestDecoder(new HttpDecoderConfig()
                        .setMaxInitialLineLength(MAX_REQUEST_LINE)
                        .setMaxHeaderSize(MAX_HEADERS)
                        .setMaxChunkSize(MAX_PIECE)),
                stages.gate,
                connection,
                stages.route,
                stages.auth,
                new BodyHandler(stages.heldBytes, stages.nanoTime),
                stages.local,
                stages.modelRewrite,
                stages.balancing,
                stages.budget,
                stages.translation,
                stages.relay,
                new LastResort(connection));
    }
}
