package io.ccgate.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.error.GatewayError.Retry;
import io.ccgate.error.TransportErrors.Phase;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransportFailuresBecomeErrorsTest {
    private static final String SECRET = "secret.example/10.0.0.1:443";

    static Stream<Arguments> failures() {
        SSLHandshakeException wrongName = new SSLHandshakeException("bad");
        wrongName.initCause(new CertificateException("No name matching " + SECRET + " found"));
        SSLHandshakeException untrusted = new SSLHandshakeException("bad");
        untrusted.initCause(new CertificateException("PKIX path building failed"));
        return Stream.of(
                Arguments.of(
                        new ConnectTimeoutException("connection timed out after 10 ms: " + SECRET),
                        Phase.CONNECT,
                        504,
                        Retry.ALWAYS,
                        "connect"),
                Arguments.of(
                        new ConnectException("Connection refused: " + SECRET),
                        Phase.CONNECT,
                        502,
                        Retry.ALWAYS,
                        "refused"),
                Arguments.of(new UnknownHostException(SECRET), Phase.CONNECT, 502, Retry.ALWAYS, "resolve"),
                Arguments.of(
                        new HttpProxyHandler.HttpProxyConnectException("status: 407 " + SECRET, null),
                        Phase.CONNECT,
                        502,
                        Retry.ALWAYS,
                        "forward proxy"),
                Arguments.of(
                        new DecoderException(wrongName), Phase.CONNECT, 502, Retry.ALWAYS, "for another host name"),
                Arguments.of(untrusted, Phase.CONNECT, 502, Retry.ALWAYS, "not trusted"),
                Arguments.of(
                        new NoRouteToHostException(SECRET),
                        Phase.CONNECT,
                        502,
                        Retry.ALWAYS,
                        "broke while it was made"),
                Arguments.of(
                        new IOException("Connection reset by " + SECRET), Phase.HEAD, 502, Retry.IF_REUSED, "closed"),
                Arguments.of(new ClosedChannelException(), Phase.HEAD, 502, Retry.IF_REUSED, "closed"),
                Arguments.of(new PrematureChannelClosureException(), Phase.BODY, 502, Retry.NEVER, "closed"),
                Arguments.of(ReadTimeoutException.INSTANCE, Phase.HEAD, 504, Retry.NEVER, "answer head"),
                Arguments.of(
                        new TooLongHttpHeaderException(SECRET), Phase.HEAD, 502, Retry.NEVER, "larger than allowed"),
                Arguments.of(
                        new IllegalArgumentException("both Content-Length and Transfer-Encoding " + SECRET),
                        Phase.HEAD,
                        502,
                        Retry.NEVER,
                        "contradict"),
                Arguments.of(new IllegalStateException(SECRET), Phase.BODY, 500, Retry.NEVER, "internal"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void withStatusRetryAndWordsThatTellNoAddress(
            Throwable failure, Phase phase, int status, Retry retry, String words) {
        GatewayError error = TransportErrors.of(failure, phase);

        assertThat(error.status()).isEqualTo(status);
        assertThat(error.retry()).isEqualTo(retry);
        assertThat(error.message()).contains(words).doesNotContain("secret").doesNotContain("10.0.0.1");
    }
}
