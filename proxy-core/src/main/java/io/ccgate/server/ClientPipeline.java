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
import io.netty.handler.ssl.SslContext;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Every handler a request passes, in order. */
public final class ClientPipeline extends ChannelInitializer<Channel> {
    /** Name of the TLS handler, where there is one. */
    static final String TLS = "tls";

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
            pipeline.addLast(TLS, tls.newHandler(channel.alloc()));
        }
        RequestDecoder decoder = new RequestDecoder();
        ClientConnection connection = new ClientConnection(services, decoder);
        pipeline.addLast(
                decoder,
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
