package io.ccgate.relay;

import io.ccgate.auth.UpstreamCredential;
import io.ccgate.balance.Candidate;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.secret.Secret;
import io.ccgate.exchange.Exchange;
import io.ccgate.http.ForwardHeaders;
import io.ccgate.http.HopByHop;
import io.ccgate.json.BodyFacts;
import io.ccgate.json.BodySplice;
import io.ccgate.protocol.Operation;
import io.ccgate.protocol.UpstreamTarget;
import io.ccgate.upstream.Target;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one attempt's request. The head is written anew, never copied: framing, host and credentials are the gateway's; the
 * body is the client's, at most with a few values spliced.
 *
 * @param head belongs to the caller
 * @param body belongs to the caller
 * @param asksForUsage whether a Chat stream was asked for usage that its client did not ask for
 */
record UpstreamRequest(ByteBuf head, ByteBuf body, boolean asksForUsage) {
    private static final int USUAL_HEAD = 1536;

    /** @param own the body instead of the client's, where that cannot go as it is */
    static UpstreamRequest of(Exchange exchange, Candidate candidate, NativeBody own) {
        UpstreamConfig upstream = candidate.upstream();
        ByteBufAllocator allocator = exchange.client().allocator();
        byte[] changed = own.changed();
        BodyFacts facts = changed == null ? exchange.body().facts() : own.facts();
        ByteBuf clients =
                changed == null ? exchange.body().bytes().retainedDuplicate() : Unpooled.wrappedBuffer(changed);
        boolean asksForUsage = facts != null
                && facts.stream()
                && upstream.askForUsage()
                && exchange.protocol() == Protocol.CHAT
                && exchange.route().operation() == Operation.GENERATE
                && !facts.asksForUsage();
        ByteBuf body = body(clients, facts, exchange.clientModel(), candidate.model(), asksForUsage, allocator);
        ByteBuf head = allocator.buffer(USUAL_HEAD);
        requestLine(head, exchange, candidate);
        if (!isSet("host", upstream.headers())) {
            line(head, "host", Target.of(upstream).authority());
        }
        boolean hasBody = body.isReadable() || exchange.method().equals(HttpMethod.POST);
        if (hasBody) {
            line(head, "content-length", Integer.toString(body.readableBytes()));
        }
        boolean readable = UsableModels.concern(exchange);
        clientHeaders(head, exchange.headers(), upstream.headers(), readable);
        if (readable) {
            line(head, "accept-encoding", "identity");
        }
        credentials(head, exchange, upstream);
        return new UpstreamRequest(head, body, asksForUsage);
    }

    /**
     * A request in the upstream's protocol.
     *
     * @param path as the upstream's public API has it, query included
     * @param headers that the protocol needs besides credentials and content type
     */
    static UpstreamRequest translated(
            Exchange exchange, Candidate candidate, ByteBuf body, String path, Map<String, String> headers) {
        UpstreamConfig upstream = candidate.upstream();
        ByteBuf head = exchange.client().allocator().buffer(USUAL_HEAD);
        ascii(head, "POST ");
        ascii(head, UpstreamTarget.path(upstream.url(), path));
        ascii(head, " HTTP/1.1\r\n");
        if (!isSet("host", upstream.headers())) {
            line(head, "host", Target.of(upstream).authority());
        }
        line(head, "content-type", "application/json");
        line(head, "content-length", Integer.toString(body.readableBytes()));
        // What cannot be read cannot be translated.
        line(head, "accept-encoding", "identity");
        headers.forEach((name, value) -> line(head, name, value));
        HttpHeaders client = exchange.headers();
        List<CharSequence> named = HopByHop.named(client);
        Iterator<Map.Entry<CharSequence, CharSequence>> all = client.iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = all.next();
            CharSequence name = header.getKey();
            if (ForwardHeaders.goesToForeign(name)
                    && (named.isEmpty() || !AsciiString.containsContentEqualsIgnoreCase(named, name))
                    && !isEdited(name, upstream.headers())) {
                line(head, name, header.getValue());
            }
        }
        credentials(head, exchange, upstream);
        return new UpstreamRequest(head, body, false);
    }

    /** The end of a head: the upstream's key, its own headers, the empty line. */
    private static void credentials(ByteBuf head, Exchange exchange, UpstreamConfig upstream) {
        UpstreamCredential credential =
                UpstreamCredential.of(upstream.auth(), upstream.protocol(), exchange.credentialForm());
        if (!upstream.key().isEmpty() && !isSet(credential.header(), upstream.headers())) {
            line(head, credential.header(), credential.value(upstream.key()));
        }
        for (Map.Entry<String, Secret> own : upstream.headers().set().entrySet()) {
            line(head, own.getKey(), own.getValue().reveal());
        }
        crlf(head);
    }

    private static ByteBuf body(
            ByteBuf bytes,
            @Nullable BodyFacts facts,
            String asked,
            String model,
            boolean asksForUsage,
            ByteBufAllocator allocator) {
        boolean renamed = facts != null && facts.modelSpan() != null && !model.equals(asked);
        if (facts == null || (!renamed && !asksForUsage)) {
            return bytes;
        }
        BodySplice splice = BodySplice.of(facts);
        if (renamed) {
            splice.model(model);
        }
        if (asksForUsage) {
            splice.askForUsage();
        }
        try {
            return splice.apply(bytes, allocator);
        } finally {
            bytes.release();
        }
    }

    private static void requestLine(ByteBuf head, Exchange exchange, Candidate candidate) {
        boolean renamed = !candidate.model().equals(exchange.clientModel());
        ascii(head, exchange.method().name());
        head.writeByte(' ');
        ascii(
                head,
                UpstreamTarget.path(
                        candidate.upstream().url(),
                        exchange.route(),
                        renamed ? candidate.model() : null,
                        exchange.request().query()));
        ascii(head, " HTTP/1.1\r\n");
    }

    /** @param readable without the codings that the client accepts: the gateway itself reads the answer */
    private static void clientHeaders(
            ByteBuf head, HttpHeaders client, UpstreamConfig.HeaderEdits edits, boolean readable) {
        List<CharSequence> named = HopByHop.named(client);
        Iterator<Map.Entry<CharSequence, CharSequence>> headers = client.iteratorCharSequence();
        while (headers.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = headers.next();
            CharSequence name = header.getKey();
            if (ForwardHeaders.goesUpstream(name)
                    && (named.isEmpty() || !AsciiString.containsContentEqualsIgnoreCase(named, name))
                    && !isEdited(name, edits)
                    && !(readable && AsciiString.contentEqualsIgnoreCase(name, "accept-encoding"))) {
                line(head, name, header.getValue());
            }
        }
    }

    private static boolean isSet(CharSequence name, UpstreamConfig.HeaderEdits edits) {
        return !edits.set().isEmpty()
                && edits.set().keySet().stream().anyMatch(set -> AsciiString.contentEqualsIgnoreCase(set, name));
    }

    private static boolean isEdited(CharSequence name, UpstreamConfig.HeaderEdits edits) {
        if (edits.set().isEmpty() && edits.remove().isEmpty()) {
            return false;
        }
        String lower = name.toString().toLowerCase(Locale.ROOT);
        return edits.set().keySet().stream().anyMatch(lower::equalsIgnoreCase)
                || edits.remove().stream().anyMatch(lower::equalsIgnoreCase);
    }

    private static void line(ByteBuf out, CharSequence name, CharSequence value) {
        ascii(out, name);
        out.writeShort(':' << 8 | ' ');
        ascii(out, value);
        crlf(out);
    }

    /** Header text is Latin-1 on the wire (RFC 9110, section 5.5), and the decoder keeps it that way. */
    private static void ascii(ByteBuf out, CharSequence text) {
        if (text instanceof AsciiString bytes) {
            ByteBufUtil.copy(bytes, out);
        } else {
            out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
        }
    }

    private static void crlf(ByteBuf out) {
        out.writeShort('\r' << 8 | '\n');
    }
}
