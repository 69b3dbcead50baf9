package io.ccgate.admin.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.GatewayStatus;
import io.ccgate.admin.api.Access;
import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.RouteGroup;
import io.ccgate.admin.api.Schema;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.relay.UpstreamProbe;
import java.util.List;

/** Trying a provider with a call that costs nothing. */
public final class ProbeRoutes implements RouteGroup {
    private static final Schema ANSWER = Schema.object()
            .with("ok", Schema.flag())
            .with("status", Schema.whole().described("what the provider answered; 0 when it did not"))
            .with("elapsed_ms", Schema.whole())
            .with("message", Schema.text())
            .optional("remedy", Schema.text());

    private final GatewayStatus status;
    private final UpstreamProbe probe;

    public ProbeRoutes(GatewayStatus status, UpstreamProbe probe) {
        this.status = status;
        this.probe = probe;
    }

    @Override
    public List<AdminRoute> routes() {
        return List.of(AdminRoute.of(
                        "POST",
                        "/admin/v1/providers/{id}/test",
                        Access.WRITE,
                        "Ask a provider for its models, which costs nothing",
                        this::test)
                .gives(ANSWER));
    }

    private AdminAnswer test(AdminRequest request) {
        String id = request.variable("id");
        UpstreamConfig upstream = status.snapshot().config().upstreams().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> AdminProblem.notFound("provider \"" + id + '"'));
        UpstreamProbe.Result result = probe.ask(upstream).toCompletableFuture().join();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("ok", isGood(result.status()));
        answer.put("status", result.status());
        answer.put("elapsed_ms", result.millis());
        answer.put("message", message(result));
        String remedy = remedy(result.status());
        if (!remedy.isEmpty()) {
            answer.put("remedy", remedy);
        }
        return AdminAnswer.json(answer);
    }

    /** A provider without a list of models answers 404 or 405: it is there, and did not refuse the key. */
    private static boolean isGood(int status) {
        return (status >= 200 && status < 300) || status == 404 || status == 405;
    }

    private static String message(UpstreamProbe.Result result) {
        return switch (result.status()) {
            case 0 -> result.failure();
            case 401, 403 -> "it can be reached, but refuses the key (" + result.status() + ")";
            case 404, 405 -> "it can be reached; it has no list of models, so the key was not tried";
            case 429 -> "it can be reached, but says that there are too many requests (429)";
            default ->
                isGood(result.status()) ? "it can be reached and takes the key" : "it answered " + result.status();
        };
    }

    private static String remedy(int status) {
        return switch (status) {
            case 0 -> "check the URL, the network and the forward proxy";
            case 401, 403 -> "check the key, and the header that carries it (auth)";
            case 429 -> "wait, or use another account";
            default -> status >= 500 ? "try again later; the provider has a problem" : "";
        };
    }
}
