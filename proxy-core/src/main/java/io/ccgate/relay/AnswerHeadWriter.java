package io.ccgate.relay;

import io.ccgate.exchange.CommonHeaders;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.http.ForwardHeaders;
import io.ccgate.http.HopByHop;
import io.ccgate.observe.requests.Recording;
import io.ccgate.upstream.AnswerHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.AsciiString;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the head that a client gets for an upstream's answer: the upstream's own headers but for those of one hop. */
final class AnswerHeadWriter {
    private static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");
    private static final AsciiString CONNECTION = AsciiString.cached("connection");
    private static final AsciiString SHOULD_RETRY = AsciiString.cached("x-should-retry");
    private static final String UNRESERVED = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
    private static final int USUAL_SIZE = 1024;

    private AnswerHeadWriter() {}

    /** How the client is told where the body ends. */
    enum Framing {
        /** The upstream's own Content-Length, if any, stays. */
        AS_IS,
        CHUNKED,
        CLOSE
    }

    /**
     * The head of an answer that is relayed.
     *
     * @param length body bytes when the gateway holds the whole body; -1 keeps what the upstream said
     */
    static ByteBuf write(
            Exchange exchange,
            AnswerHead head,
            Framing framing,
            long length,
            String upstreamName,
            boolean finalRefusal) {
        ByteBuf out = exchange.client().allocator().buffer(USUAL_SIZE);
        ascii(out, "HTTP/1.1 ");
        ascii(out, HttpResponseStatus.valueOf(head.status()).toString());
        crlf(out);
        List<CharSequence> named = HopByHop.named(head.all(CONNECTION));
        boolean reframed = framing != Framing.AS_IS || length >= 0;
        for (int i = 0; i < head.size(); i++) {
            AsciiString name = head.name(i);
            if (!ForwardHeaders.goesToClient(name)
                    || (!named.isEmpty() && AsciiString.containsContentEqualsIgnoreCase(named, name))
                    || (reframed && head.isNamed(i, CONTENT_LENGTH))
                    || CommonHeaders.replace(exchange, name)) {
                continue;
            }
            head.copyHeader(i, out);
        }
        if (finalRefusal && head.first(SHOULD_RETRY) == null) {
            ascii(out, "x-should-retry: false\r\n");
        }
        end(out, exchange, framing, length, upstreamName);
        return out;
    }

    private static void end(ByteBuf out, Exchange exchange, Framing framing, long length, String upstreamName) {
        if (framing == Framing.CHUNKED) {
            ascii(out, "transfer-encoding: chunked\r\n");
        } else if (length >= 0) {
            ascii(out, "content-length: ");
            ascii(out, Long.toString(length));
            crlf(out);
        }
        ascii(out, "x-ccg-provider: ");
        ascii(out, urlEncoded(upstreamName));
        ascii(out, "\r\nx-ccgate-request-id: ");
        ascii(out, exchange.id());
        crlf(out);
        CommonHeaders.write(exchange, out);
        if (framing == Framing.CLOSE) {
            exchange.client().closeAfterAnswer();
        }
        if (!exchange.client().keepsAlive()) {
            ascii(out, "connection: close\r\n");
        }
        crlf(out);
        Recording recording = exchange.recording();
        if (recording != null) {
            recording.answerHead(out);
        }
    }

    /**
     * The head of an answer whose body was translated: nothing of the upstream's own head but what {@code headers} says.
     *
     * @param length bytes of the body; -1 when its end is told by the framing
     */
    static ByteBuf writeTranslated(
            Exchange exchange,
            String contentType,
            List<GatewayAnswer.Header> headers,
            Framing framing,
            long length,
            String upstreamName) {
        ByteBuf out = exchange.client().allocator().buffer(USUAL_SIZE);
        ascii(out, "HTTP/1.1 200 OK\r\ncontent-type: ");
        ascii(out, contentType);
        crlf(out);
        for (GatewayAnswer.Header header : headers) {
            ascii(out, header.name());
            ascii(out, ": ");
            ascii(out, header.value());
            crlf(out);
        }
        end(out, exchange, framing, length, upstreamName);
        return out;
    }

    /** CCG Gateway's header carries the name URL-encoded, since names may be Chinese. */
    private static String urlEncoded(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!((c >= 'A' && c <= 'Z') || UNRESERVED.indexOf(c) >= 0)) {
                return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
            }
        }
        return name;
    }

    private static void ascii(ByteBuf out, String text) {
        ByteBufUtil.writeAscii(out, text);
    }

    private static void crlf(ByteBuf out) {
        out.writeShort('\r' << 8 | '\n');
    }
}
