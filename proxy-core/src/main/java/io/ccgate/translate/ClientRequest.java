package io.ccgate.translate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.count.TokenEstimate;
import io.ccgate.translate.model.AnswerSetting;
import io.ccgate.translate.model.Conversation;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.ToolNames;
import io.ccgate.translate.model.Turn;
import io.ccgate.translate.request.Losses;
import io.ccgate.translate.request.ModelTraits;
import io.ccgate.translate.request.RejectedException;
import io.ccgate.translate.request.Target;
import io.ccgate.translate.wire.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A client's request, read and ready to be written for any upstream, as often as there are attempts. Immutable. */
public final class ClientRequest {
    private static final String ANTHROPIC_VERSION = "2023-06-01";

    private final Protocol client;
    private final Conversation conversation;
    private final List<String> dropped;
    private final boolean strict;
    private final InstantSource clock;
    private final Supplier<String> newId;

    ClientRequest(
            Protocol client,
            Conversation conversation,
            Losses losses,
            boolean strict,
            InstantSource clock,
            Supplier<String> newId) {
        this(client, conversation, losses.dropped(), strict, clock, newId);
    }

    private ClientRequest(
            Protocol client,
            Conversation conversation,
            List<String> dropped,
            boolean strict,
            InstantSource clock,
            Supplier<String> newId) {
        this.client = client;
        this.conversation = conversation;
        this.dropped = dropped;
        this.strict = strict;
        this.clock = clock;
        this.newId = newId;
    }

    public Conversation conversation() {
        return conversation;
    }

    public boolean stream() {
        return conversation.stream();
    }

    /** The same request without any thought of earlier turns: for the one retry after an upstream refused a signature. */
    public ClientRequest withoutThoughts() {
        List<Turn> turns = new ArrayList<>();
        for (Turn turn : conversation.turns()) {
            List<Part> parts = turn.parts().stream()
                    .filter(part -> !(part instanceof Part.Thinking))
                    .toList();
            turns.add(new Turn(turn.role(), parts));
        }
        Conversation c = conversation;
        Conversation bare = new Conversation(
                c.system(),
                turns,
                c.tools(),
                c.toolChoice(),
                c.parallelTools(),
                c.maxTokens(),
                c.stops(),
                c.reasoning(),
                c.format(),
                c.stream(),
                c.params(),
                c.wishes());
        return new ClientRequest(client, bare, dropped, strict, clock, newId);
    }

    /** Writes the request for one attempt at an upstream of that protocol. */
    public Reading<TranslatedRequest> writeFor(Protocol upstream, RequestContext context) {
        Losses losses = new Losses(strict);
        ToolNames names = Dialect.of(upstream).names().get();
        ObjectNode body;
        try {
            dropped.forEach(losses::drop);
            body = write(upstream, context, losses, names);
        } catch (RejectedException e) {
            return Translator.rejected(e);
        }
        AnswerSetting setting = new AnswerSetting(
                context.clientModel(), conversation.wishes(), clock.instant().getEpochSecond(), newId);
        return new Reading.Done<>(new TranslatedRequest(
                Json.bytes(body),
                path(upstream, context.upstreamModel()),
                upstream == Protocol.ANTHROPIC ? Map.of("anthropic-version", ANTHROPIC_VERSION) : Map.of(),
                losses.dropped(),
                new AnswerTranslation(client, upstream, setting, names, context)));
    }

    /** Writes a request to count this one's tokens, for upstreams where {@link CountCall#isOffered} says so. */
    public Reading<CountCall> countAt(Protocol upstream, RequestContext context) {
        try {
            ObjectNode body = write(
                    upstream,
                    context,
                    new Losses(false),
                    Dialect.of(upstream).names().get());
            return new Reading.Done<>(CountCall.of(upstream, context.upstreamModel(), body));
        } catch (RejectedException e) {
            return Translator.rejected(e);
        }
    }

    /** The tokens of this request's input, erring high; {@code x-gateway-estimated} goes with the answer. */
    public long estimatedTokens() {
        return TokenEstimate.of(conversation);
    }

    private ObjectNode write(Protocol upstream, RequestContext context, Losses losses, ToolNames names) {
        Target target = new Target(
                client, context.upstreamModel(), ModelTraits.of(context.profile()), context.provider(), losses, names);
        return Dialect.of(upstream).requestWriter().write(conversation, target);
    }

    private String path(Protocol upstream, String model) {
        return switch (upstream) {
            case ANTHROPIC -> "/v1/messages";
            case CHAT -> "/v1/chat/completions";
            case RESPONSES -> "/v1/responses";
            case GEMINI ->
                "/v1beta/models/" + model
                        + (conversation.stream() ? ":streamGenerateContent?alt=sse" : ":generateContent");
        };
    }
}
