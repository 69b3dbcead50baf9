package io.ccgate.server;

import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayErrors;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what two HTTP readers could understand differently, before anything else looks at a request: the decoder's own
 * failures, versions other than 1.0 and 1.1, no or several {@code Host} headers (RFC 9112, section 3.2), a
 * {@code Transfer-Encoding} other than exactly {@code chunked} (section 6.1), a transfer coding on HTTP/1.0, CONNECT and TRACE.
 * Each ends the connection, because the bytes behind such a request cannot be trusted.
 */
@Sharable
public final class FramingGate extends ChannelInboundHandlerAdapter {
    private static final AsciiString CHUNKED = AsciiString.cached("chunked");

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        GatewayError problem = problem(message);
        if (problem == null) {
            context.fireChannelRead(message);
            return;
        }
        ReferenceCountUtil.release(message);
        context.fireUserEventTriggered(new Refused(problem));
    }

    /** Tells the connection behind the gate that what comes in cannot be trusted any more. */
    record Refused(GatewayError error) {}

    private static @Nullable GatewayError problem(Object message) {
        if (message instanceof HttpObject object && object.decoderResult().isFailure()) {
            return decoderFailure(object.decoderResult().cause(), message instanceof HttpRequest);
        }
        return message instanceof HttpRequest request ? problem(request) : null;
    }

    private static GatewayError decoderFailure(@Nullable Throwable cause, boolean inHead) {
        if (inHead && cause instanceof TooLongHttpLineException) {
            return GatewayErrors.uriTooLong();
        }
        if (cause instanceof TooLongHttpHeaderException) {
            return GatewayErrors.headerTooLarge();
        }
        return GatewayErrors.badRequest("the request is not well-formed HTTP/1.1");
    }

    private static @Nullable GatewayError problem(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        boolean http11 = HttpVersion.HTTP_1_1.equals(version);
        if (!http11 && !HttpVersion.HTTP_1_0.equals(version)) {
            return GatewayErrors.badRequest("only HTTP/1.0 and HTTP/1.1 are served");
        }
        if (request.method().equals(HttpMethod.CONNECT) || request.method().equals(HttpMethod.TRACE)) {
            return GatewayErrors.badRequest("the method " + request.method() + " is not served");
        }
        if (!isVisible(request.uri())) {
            return GatewayErrors.badRequest("the request target holds a character that must be percent-encoded");
        }
        boolean aboutTheServer = request.uri().equals("*");
        if (RequestTarget.of(request.uri()) == null
                || (aboutTheServer && !request.method().equals(HttpMethod.OPTIONS))) {
            return GatewayErrors.badRequest("the request target is neither a path nor an http URL");
        }
        HttpHeaders headers = request.headers();
        int hosts = count(headers, HttpHeaderNames.HOST);
        if (hosts > 1 || (http11 && hosts == 0)) {
            return GatewayErrors.badRequest("exactly one Host header is needed");
        }
        if (hosts == 1 && !isHost(headers.get(HttpHeaderNames.HOST))) {
            return GatewayErrors.badRequest("the Host header is no host");
        }
        int codings = count(headers, HttpHeaderNames.TRANSFER_ENCODING);
        if (codings > 0) {
            CharSequence coding = headers.get(HttpHeaderNames.TRANSFER_ENCODING);
            if (!http11 || codings > 1 || !CHUNKED.contentEqualsIgnoreCase(coding)) {
                return GatewayErrors.badRequest("the only transfer coding served is 'chunked', on HTTP/1.1");
            }
        }
        return null;
    }

    /** The target goes on to the upstream as it is (RFC 9112, section 3.2); a fragment is no part of one. */
    private static boolean isVisible(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#') {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing in a Host header could be taken for another part of a URL (RFC 9112, section 3.2); it may be empty. */
    private static boolean isHost(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '/' || c == '?' || c == '#' || c == '@' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static int count(HttpHeaders headers, AsciiString name) {
        int count = 0;
        for (Iterator<? extends CharSequence> values = headers.valueCharSequenceIterator(name); values.hasNext(); ) {
            values.next();
            count++;
        }
        return count;
    }
}
