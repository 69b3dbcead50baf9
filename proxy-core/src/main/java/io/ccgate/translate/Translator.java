package io.ccgate.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.request.ClientCall;
import io.ccgate.translate.request.Losses;
import io.ccgate.translate.request.RejectedException;
import io.ccgate.translate.wire.Json;
import io.ccgate.translate.wire.MalformedJsonException;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Translates between the wire protocols: a client's request is read into the neutral conversation once and written per attempt,
 * and the answer goes the way back. Thread-safe; what it returns belongs to one exchange.
 */
public final class Translator {
    private final InstantSource clock;
    private final Supplier<String> newId;

    /** @param newId fresh random letters and digits, for ids that an upstream did not give; thread-safe */
    public Translator(InstantSource clock, Supplier<String> newId) {
        this.clock = clock;
        this.newId = newId;
    }

    /**
     * Reads a client's request.
     *
     * @param target path and query as the client sent them
     * @param strict reject what would otherwise be dropped and announced
     */
    public Reading<ClientRequest> read(Protocol client, byte[] body, String target, boolean strict) {
        Losses losses = new Losses(strict);
        try {
            JsonNode root = Json.parse(body);
            if (!(root instanceof ObjectNode object)) {
                return new Reading.Rejected<>("", "the body must be a JSON object", "invalid_value");
            }
            return new Reading.Done<>(new ClientRequest(
                    client,
                    Dialect.of(client).requestReader().read(object, ClientCall.of(target), losses),
                    losses,
                    strict,
                    clock,
                    newId));
        } catch (MalformedJsonException e) {
            return new Reading.Rejected<>("", "the body is not valid JSON", "invalid_value");
        } catch (RejectedException e) {
            return rejected(e);
        }
    }

    /** Reads and writes in one go, for a single attempt. */
    public Reading<TranslatedRequest> translate(
            Protocol client, Protocol upstream, byte[] body, String target, boolean strict, RequestContext context) {
        Reading<ClientRequest> read = read(client, body, target, strict);
        if (read instanceof Reading.Rejected<ClientRequest> no) {
            return new Reading.Rejected<>(no.field(), no.message(), no.code());
        }
        return ((Reading.Done<ClientRequest>) read).value().writeFor(upstream, context);
    }

    static <T> Reading<T> rejected(RejectedException e) {
        return new Reading.Rejected<>(e.field(), e.reason(), e.code());
    }
}
