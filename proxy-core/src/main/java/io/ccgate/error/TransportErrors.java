package io.ccgate.error;

import io.ccgate.error.GatewayError.Retry;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.handler.timeout.TimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What an exception of the upstream's connection means. Pure; any thread. The errors are values, they carry no stack
 * trace, and their messages hold no address, host name or key: the exception's own text goes to the log, not here.
 */
public final class TransportErrors {
    private static final int MAX_CAUSES = 16;

    private TransportErrors() {}

    /** How far the request had come. */
    public enum Phase {
        /** Resolving, connecting, proxy and TLS handshakes: nothing of the request was sent. */
        CONNECT,
        /** Sending the request or waiting for the answer's head. */
        HEAD,
        /** The answer's head had come. */
        BODY
    }

    /** The error for a failed connection. Never throws. */
    public static GatewayError of(Throwable failure, Phase phase) {
        Retry retry = switch (phase) {
            case CONNECT -> Retry.ALWAYS;
            case HEAD -> Retry.IF_REUSED;
            case BODY -> Retry.NEVER;
        };
        if (find(failure, ProxyConnectException.class) != null) {
            return proxyFailed();
        }
        if (find(failure, SslHandshakeTimeoutException.class) != null) {
            return GatewayErrors.upstreamTimeout("TLS handshake", Retry.ALWAYS);
        }
        if (find(failure, UnknownHostException.class) != null
                || find(failure, UnresolvedAddressException.class) != null) {
            return GatewayErrors.upstreamUnreachable("its host name does not resolve", Retry.ALWAYS);
        }
        ConnectException connect = find(failure, ConnectException.class);
        if (connect != null) {
            // Netty's connect timeout and the kernel's are both told by their text only.
            return says(connect, "timed out")
                    ? GatewayErrors.upstreamTimeout("connect", Retry.ALWAYS)
                    : GatewayErrors.upstreamUnreachable("connection refused or no route", Retry.ALWAYS);
        }
        SSLException tls = find(failure, SSLException.class);
        if (tls != null) {
            return tls(failure, phase, retry);
        }
        if (find(failure, TimeoutException.class) != null || find(failure, SocketTimeoutException.class) != null) {
            return GatewayErrors.upstreamTimeout(
                    switch (phase) {
                        case CONNECT -> "connect";
                        case HEAD -> "answer head";
                        case BODY -> "next bytes of the answer";
                    },
                    phase == Phase.CONNECT ? Retry.ALWAYS : Retry.NEVER);
        }
        if (find(failure, PrematureChannelClosureException.class) != null) {
            return GatewayErrors.upstreamCut(retry);
        }
        if (find(failure, TooLongFrameException.class) != null) {
            return GatewayErrors.upstreamProtocol("its head is larger than allowed");
        }
        if (failure instanceof DecoderException || failure instanceof IllegalArgumentException) {
            return GatewayErrors.upstreamProtocol(deviation(failure));
        }
        if (find(failure, IOException.class) != null) {
            return phase == Phase.CONNECT
                    ? GatewayErrors.upstreamUnreachable("the connection broke while it was made", Retry.ALWAYS)
                    : GatewayErrors.upstreamCut(retry);
        }
        return GatewayErrors.internal();
    }

    /** The forward proxy on the way to the upstream did not make the connection. */
    public static GatewayError proxyFailed() {
        return GatewayErrors.upstreamUnreachable("its forward proxy refused or did not answer", Retry.ALWAYS);
    }

    /** Nothing is known under the name of the forward proxy. */
    public static GatewayError proxyNotFound() {
        return GatewayErrors.upstreamUnreachable("the host name of its forward proxy does not resolve", Retry.ALWAYS);
    }

    private static GatewayError tls(Throwable failure, Phase phase, Retry retry) {
        if (phase != Phase.CONNECT) {
            return GatewayErrors.upstreamCut(retry);
        }
        CertificateException certificate = find(failure, CertificateException.class);
        String why;
        if (certificate == null) {
            why = "TLS handshake failed";
        } else if (says(certificate, "no name matching")
                || says(certificate, "subject alternative")
                || says(certificate, "no subject alternative")) {
            why = "its certificate is for another host name";
        } else if (says(certificate, "expired") || says(certificate, "notafter") || says(certificate, "validity")) {
            why = "its certificate is out of date";
        } else {
            why = "its certificate is not trusted";
        }
        return GatewayErrors.upstreamUnreachable(why, Retry.ALWAYS);
    }

    /** What the codec complained of, in our words: its own may quote the answer. */
    private static String deviation(Throwable failure) {
        String text = text(failure);
        if (text.contains("transfer-encoding") || text.contains("content-length") || text.contains("content length")) {
            return "Transfer-Encoding and Content-Length contradict each other or themselves";
        }
        if (text.contains("line feed") || text.contains("carriage return") || text.contains("crlf")) {
            return "lines do not end in CRLF";
        }
        if (text.contains("chunk")) {
            return "malformed chunk";
        }
        if (text.contains("header")) {
            return "malformed header";
        }
        if (text.contains("version") || text.contains("status")) {
            return "malformed status line";
        }
        return "it cannot be parsed";
    }

    private static boolean says(Throwable failure, String words) {
        return text(failure).contains(words);
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "" : message.toLowerCase(Locale.ROOT);
    }

    /** The first of this type in the chain of causes; null when there is none. */
    private static <T> @Nullable T find(Throwable failure, Class<T> type) {
        Throwable next = failure;
        for (int i = 0; next != null && i < MAX_CAUSES; i++) {
            if (type.isInstance(next)) {
                return type.cast(next);
            }
            next = next.getCause();
        }
        return null;
    }
}
