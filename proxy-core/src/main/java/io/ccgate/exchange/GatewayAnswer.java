package io.ccgate.exchange;

import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.error.ErrorEnvelope;
import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayErrors;
import io.ccgate.observe.requests.Recording;
import io.ccgate.policy.VisibleModels;
import io.ccgate.protocol.KeepAliveFrame;
import io.ccgate.protocol.ModelList;
import io.ccgate.protocol.Operation;
import io.ccgate.usage.TokenUsage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers that the gateway makes itself: refusals, model lists, admin answers. Each writes a whole answer and ends the exchange.
 * Called on the client's event loop.
 */
public final class GatewayAnswer {
    private static final String JSON = "application/json";
    private static final int USUAL_HEAD = 512;

    private GatewayAnswer() {}

    /** A header line of an answer. */
    public record Header(String name, String value) {}

    /** A good answer with a body of JSON. */
    public static void json(Exchange exchange, byte[] body) {
        send(exchange, 200, JSON, List.of(), body, Outcome.local(200, null, body.length));
    }

    public static void send(
            Exchange exchange, int status, @Nullable String contentType, List<Header> headers, byte[] body) {
        send(exchange, status, contentType, headers, body, Outcome.local(status, null, body.length));
    }

    /** Refuses in the envelope of the client's own protocol. */
    public static void refuse(Exchange exchange, GatewayError error) {
        refuse(exchange, error, null, "");
    }

    /** @param upstream the one that failed last; null when none was reached */
    public static void refuse(
            Exchange exchange, GatewayError error, @Nullable UpstreamConfig upstream, String upstreamModel) {
        refuse(exchange, error, upstream, upstreamModel, TokenUsage.NONE, null);
    }

    /**
     * Refuses what an upstream may already have begun to generate.
     *
     * @param estimatedBecause why {@code tokens} are an estimate; null when they are none
     */
    public static void refuse(
            Exchange exchange,
            GatewayError error,
            @Nullable UpstreamConfig upstream,
            String upstreamModel,
            TokenUsage tokens,
            @Nullable String estimatedBecause) {
        byte[] body = exchange.errors().body(exchange.protocol(), error, exchange.id());
        Outcome outcome = new Outcome(
                error.status(), error.code(), upstream, upstreamModel, tokens, estimatedBecause, body.length);
        if (exchange.isStreamOpen()) {
            breakOff(exchange, error, outcome);
        } else {
            send(exchange, error.status(), JSON, headers(error), body, outcome);
        }
    }

    /** Whether the client can be kept alive before there is an answer: it waits for a stream, and survives a filler. */
    public static boolean canKeepAlive(Exchange exchange) {
        Protocol protocol = exchange.protocol();
        return exchange.wantsStream()
                && protocol != null
                && !exchange.request().http10()
                && KeepAliveFrame.of(protocol).length > 0;
    }

    /** Sends a sign of life to a client that waits for a stream; the first one opens the stream. */
    public static void keepAlive(Exchange exchange) {
        Protocol protocol = exchange.protocol();
        if (protocol == null) {
            return;
        }
        ClientLink client = exchange.client();
        ByteBuf out = client.allocator().buffer(USUAL_HEAD);
        if (!exchange.isStreamOpen()) {
            exchange.openStream();
            statusLine(out, 200);
            line(out, "content-type", "text/event-stream");
            line(out, "cache-control", "no-cache");
            line(out, "transfer-encoding", "chunked");
            line(out, requestIdName(protocol), exchange.id());
            CommonHeaders.write(exchange, out);
            if (!client.keepsAlive()) {
                line(out, "connection", "close");
            }
            crlf(out);
        }
        chunk(out, KeepAliveFrame.of(protocol));
        client.write(out);
        client.flush();
    }

    /** Ends a stream that was opened to keep the client alive: an error event, and an end that does not look whole. */
    private static void breakOff(Exchange exchange, GatewayError error, Outcome outcome) {
        if (exchange.isEnded()) {
            return;
        }
        Protocol protocol = exchange.protocol();
        ClientLink client = exchange.client();
        if (protocol != null) {
            ByteBuf out = client.allocator().buffer(USUAL_HEAD);
            chunk(out, exchange.errors().streamEvent(protocol, error, exchange.id(), true));
            client.write(out);
        }
        exchange.beginAnswer();
        exchange.end(outcome);
        client.breakOff(false);
    }

    private static void chunk(ByteBuf out, byte[] data) {
        ByteBufUtil.writeAscii(out, Integer.toHexString(data.length));
        crlf(out);
        out.writeBytes(data);
        crlf(out);
    }

    /** The models this tenant can ask for, where no upstream has a list of its own. */
    public static void modelList(Exchange exchange) {
        Protocol protocol = exchange.protocol();
        List<String> ids = VisibleModels.of(exchange.inForce().config(), exchange.tenant());
        Protocol shape = protocol == null ? Protocol.CHAT : protocol;
        byte[] body;
        if (exchange.route().operation() == Operation.MODEL) {
            String id = exchange.route().askedModel();
            if (!VisibleModels.mayUse(exchange.inForce().config(), exchange.tenant(), id)) {
                refuse(exchange, GatewayErrors.modelUnknown(id));
                return;
            }
            body = ModelList.one(shape, id);
        } else {
            body = ModelList.list(shape, ids);
        }
        json(exchange, body);
    }

    /** A number of tokens that nobody counted: marked as an estimate. */
    public static void estimate(Exchange exchange, byte[] body) {
        send(exchange, 200, JSON, List.of(new Header("x-gateway-estimated", "true")), body);
    }

    /** An answer where no exchange could be opened, in plain words; announces the close. */
    public static ByteBuf bare(ByteBufAllocator allocator, ErrorEnvelope errors, GatewayError error) {
        byte[] body = errors.body(null, error, "");
        ByteBuf out = allocator.buffer(USUAL_HEAD + body.length);
        statusLine(out, error.status());
        line(out, "content-type", JSON);
        line(out, "content-length", Integer.toString(body.length));
        line(out, "connection", "close");
        crlf(out);
        return out.writeBytes(body);
    }

    /**
     * The head of an answer without a known length. What follows are chunks (RFC 9112, section 7.1), or for a client of
     * HTTP/1.0 plain bytes up to the close; whoever writes them ends the exchange.
     */
    public static void begin(Exchange exchange, int status, String contentType, List<Header> headers) {
        ClientLink client = exchange.client();
        ByteBuf out = client.allocator().buffer(USUAL_HEAD);
        statusLine(out, status);
        line(out, "content-type", contentType);
        if (!exchange.request().http10()) {
            line(out, "transfer-encoding", "chunked");
        }
        for (Header header : headers) {
            line(out, header.name(), header.value());
        }
        line(out, requestIdName(exchange.protocol()), exchange.id());
        CommonHeaders.write(exchange, out);
        if (!client.keepsAlive()) {
            line(out, "connection", "close");
        }
        crlf(out);
        exchange.beginAnswer();
        client.write(out);
        client.flush();
    }

    /** The same with an outcome that is not the gateway's own. */
    public static void send(
            Exchange exchange,
            int status,
            @Nullable String contentType,
            List<Header> headers,
            byte[] body,
            Outcome outcome) {
        if (exchange.isEnded()) {
            // A slow endpoint of our own whose client has gone.
            return;
        }
        ClientLink client = exchange.client();
        ByteBuf out = client.allocator().buffer(USUAL_HEAD + body.length);
        statusLine(out, status);
        if (contentType != null) {
            line(out, "content-type", contentType);
        }
        if (status != 204 && status != 304) {
            line(out, "content-length", Integer.toString(body.length));
        }
        for (int i = 0; i < headers.size(); i++) {
            line(out, headers.get(i).name(), headers.get(i).value());
        }
        line(out, requestIdName(exchange.protocol()), exchange.id());
        CommonHeaders.write(exchange, out);
        if (!client.keepsAlive()) {
            line(out, "connection", "close");
        }
        crlf(out);
        Recording recording = exchange.recording();
        if (recording != null) {
            recording.answerHead(out);
            recording.answerBody(body);
        }
        if (!exchange.method().equals(HttpMethod.HEAD)) {
            out.writeBytes(body);
        }
        exchange.beginAnswer();
        client.write(out);
        exchange.end(outcome);
        client.answered();
    }

    /** The headers that tell a client's retry logic what to do, and who should log in how. */
    private static List<Header> headers(GatewayError error) {
        List<Header> headers = new ArrayList<>(2);
        error.retryAfterSeconds().ifPresent(seconds -> headers.add(new Header("retry-after", Long.toString(seconds))));
        if (!error.clientShouldRetry()) {
            headers.add(new Header("x-should-retry", "false"));
        }
        if (error.status() == 401) {
            headers.add(new Header("www-authenticate", "Bearer"));
        }
        if (error.status() == 426) {
            headers.add(new Header("upgrade", "HTTP/1.1"));
        }
        return headers;
    }

    /** The header in which each provider's SDK looks for the id of a request. */
    private static String requestIdName(@Nullable Protocol protocol) {
        return protocol == Protocol.ANTHROPIC ? "request-id" : "x-request-id";
    }

    private static void statusLine(ByteBuf out, int status) {
        ByteBufUtil.writeAscii(out, "HTTP/1.1 ");
        ByteBufUtil.writeAscii(out, HttpResponseStatus.valueOf(status).toString());
        crlf(out);
    }

    private static void line(ByteBuf out, String name, String value) {
        ByteBufUtil.writeAscii(out, name);
        out.writeShort(':' << 8 | ' ');
        ByteBufUtil.writeAscii(out, value);
        crlf(out);
    }

    private static void crlf(ByteBuf out) {
        out.writeShort('\r' << 8 | '\n');
    }
}
