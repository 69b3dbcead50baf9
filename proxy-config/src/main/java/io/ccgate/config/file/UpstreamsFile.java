package io.ccgate.config.file;

import io.ccgate.config.model.LoadBalancerConfig;
import io.ccgate.config.model.TimeoutsConfig;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.shape.Key;
import io.ccgate.config.shape.Shape;
import io.ccgate.config.shape.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code upstreams.json}: provider accounts and how one is chosen. */
public final class UpstreamsFile {

    /** What the file holds. */
    public record Content(List<UpstreamConfig> upstreams, LoadBalancerConfig loadBalancer) {}

    /**
     * What other files say that holds for absent keys here.
     *
     * @param timeouts of {@code server.json}
     * @param proxy CCGate's retry keys
     * @param unit of {@code pricing.json}, for price overrides
     */
    public record Context(TimeoutsConfig timeouts, ServerFile.Proxy proxy, PriceUnit unit) {
        /** When no other file says anything. */
        public static final Context DEFAULT = new Context(
                TimeoutsShape.defaults(Optional.empty()),
                new ServerFile.Proxy(Optional.empty(), Optional.empty(), Optional.empty()),
                PriceUnit.PER_1M);
    }

    private UpstreamsFile() {}

    /** The whole file. */
    public static Shape<Content> shape(Context context) {
        Shape<UpstreamConfig> upstream = UpstreamShape.shape(context);
        Shape<LoadBalancerConfig> balancer = LoadBalancerShape.shape(context.proxy());
        Key<List<UpstreamConfig>> upstreams = Key.of(
                        "upstreams", Types.list(upstream), "Provider accounts, in the order of preference.")
                .or(List.of());
        Key<LoadBalancerConfig> loadBalancer =
                Key.of("loadBalancer", balancer, balancer.description()).or(Map.of());
        return Shape.of(
                "upstreams.json: provider accounts and how one is chosen.",
                in -> new Content(in.get(upstreams), in.get(loadBalancer)),
                upstreams,
                loadBalancer);
    }
}
