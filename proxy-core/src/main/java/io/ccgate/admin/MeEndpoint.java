package io.ccgate.admin;

import io.ccgate.auth.Authentication;
import io.ccgate.auth.Credentials;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.error.GatewayError;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.policy.AccessPolicy;
import io.ccgate.policy.Entrance;
import io.ccgate.usage.ledger.Aggregate;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /usage/me}, for the holder of a tenant's key, in any of the forms in which requests carry it. Out of memory alone,
 * so that a status line may ask every second.
 */
final class MeEndpoint {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final GatewayStatus status;
    private final Entrance entrance;

    MeEndpoint(GatewayStatus status, Entrance entrance) {
        this.status = status;
        this.entrance = entrance;
    }

    void answer(Exchange exchange) {
        boolean text = wantsText(exchange);
        Credentials credentials =
                Credentials.of(exchange.headers(), exchange.request().query());
        Authentication known = exchange.inForce().tenants().authenticate(credentials);
        if (known instanceof Authentication.Known caller) {
            Instant now = status.now();
            Optional<GatewayError> refusal =
                    AccessPolicy.refusal(caller.tenant(), exchange.request().client(), now);
            if (refusal.isPresent()) {
                refuse(exchange, refusal.get(), text);
            } else {
                MeAnswer answer = of(caller.tenant(), now);
                send(exchange, 200, text ? TEXT : JSON, text ? answer.line() : answer.json());
            }
        } else {
            refuse(exchange, ((Authentication.Unknown) known).error(), text);
        }
    }

    private MeAnswer of(TenantConfig tenant, Instant now) {
        Aggregate today = new Aggregate();
        status.books()
                .ledger()
                .today(tenant.id(), LocalDate.ofInstant(now, ZoneOffset.UTC))
                .forEach((cell, usage) -> today.add(usage));
        return new MeAnswer(tenant, today, status.books().ledger().standing(tenant), entrance.standing(tenant), now);
    }

    private static boolean wantsText(Exchange exchange) {
        if (Arrays.asList(exchange.request().query().split("&")).contains("format=text")) {
            return true;
        }
        @Nullable String accept = exchange.headers().get(HttpHeaderNames.ACCEPT);
        return accept != null && accept.trim().toLowerCase(Locale.ROOT).startsWith("text/plain");
    }

    /** A shell wants a line, not an envelope. */
    private static void refuse(Exchange exchange, GatewayError error, boolean text) {
        if (text) {
            send(exchange, error.status(), TEXT, exchange.errors().message(error) + "\n");
        } else {
            GatewayAnswer.refuse(exchange, error);
        }
    }

    private static void send(Exchange exchange, int status, String type, String body) {
        GatewayAnswer.Header fresh = new GatewayAnswer.Header("cache-control", "no-store");
        GatewayAnswer.send(exchange, status, type, List.of(fresh), body.getBytes(StandardCharsets.UTF_8));
    }
}
