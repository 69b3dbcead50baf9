package io.ccgate.behaviour;

import static io.ccgate.fixture.RawUpstream.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.Dialect;
import io.ccgate.fixture.ForwardProxy;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.SelfSigned;
import io.ccgate.fixture.TestGateway;
import io.ccgate.server.Transport;
import java.net.URI;
import java.nio.file.Path;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS on both sides, names checked; through forward proxies of both kinds. */
@ExtendWith(LeakCheck.class)
class UpstreamsAreReachedThroughTlsAndProxiesTest {
    private static final String ASK = RawClient.post("/v1/messages", "{\"model\":\"m\"}");

    @TempDir
    Path folder;

    private static RawUpstream.Script answers() {
        return connection -> {
            while (connection.read() != null) {
                connection.send(json(200, "{\"id\":\"tls\"}"));
            }
        };
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aTrustedCertificateOfTheRightNameIsTaken(Transport transport) throws Exception {
        SelfSigned certificate = SelfSigned.forName("localhost", folder);
        try (RawUpstream upstream = RawUpstream.serving(certificate.listen(), answers());
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", URI.create("https://localhost:" + upstream.port()), "anthropic", "")
                        .options(given -> {
                            try {
                                return given.withTransport(transport).withTrust(certificate.trust());
                            } catch (java.security.GeneralSecurityException impossible) {
                                throw new IllegalStateException(impossible);
                            }
                        })
                        .start()) {
            for (int i = 0; i < 3; i++) {
                assertThat(RawClient.ask(gateway, ASK).text()).contains("tls");
            }
            assertThat(upstream.connections()).isEqualTo(1);
            assertThat(upstream.request().all("host")).containsExactly("localhost:" + upstream.port());
        }
    }

    @ParameterizedTest
    @CsvSource({"other.example, true, another host name", "localhost, false, not trusted"})
    void anyOtherIsRefused(String name, boolean trusted, String why) throws Exception {
        SelfSigned certificate = SelfSigned.forName(name, folder);
        try (RawUpstream upstream = RawUpstream.serving(certificate.listen(), answers());
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", URI.create("https://localhost:" + upstream.port()), "anthropic", "")
                        .options(given -> {
                            try {
                                return trusted ? given.withTrust(certificate.trust()) : given;
                            } catch (java.security.GeneralSecurityException impossible) {
                                throw new IllegalStateException(impossible);
                            }
                        })
                        .start()) {
            RawClient.Answer answer = RawClient.ask(gateway, ASK);

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.text()).contains(why);
            assertThat(upstream.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void aListenerServesTls(Transport transport) throws Exception {
        SelfSigned certificate = SelfSigned.forName("localhost", folder);
        String files = ", \"tls\": {\"certificate\": \"%s\", \"privateKey\": \"%s\"}"
                .formatted(certificate.certificate(folder), certificate.privateKey(folder));
        try (RawUpstream upstream = RawUpstream.answering(RawUpstream.stream(Dialect.ANTHROPIC.stream()));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .listener(files)
                        .transport(transport)
                        .start();
                SSLSocket socket =
                        (SSLSocket) certificate.context().getSocketFactory().createSocket("localhost", gateway.port());
                RawClient client = RawClient.over(socket)) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(Dialect.ANTHROPIC.ask()).read().text()).isEqualTo(Dialect.ANTHROPIC.stream());
            }
            RawClient.Answer refused = client.send(
                            Dialect.ANTHROPIC.ask("Connection: close").replace(TestGateway.KEY, "wrong"))
                    .read();
            assertThat(refused.status()).isEqualTo(401);
            assertThat(client.readAll()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"http, false, false", "http, true, true", "socks5, false, true", "socks5, true, false"})
    void throughAForwardProxyThatResolvesTheNameItself(String kind, boolean password, boolean tls) throws Exception {
        SelfSigned certificate = SelfSigned.forName("upstream.invalid", folder);
        try (RawUpstream upstream = tls
                        ? RawUpstream.serving(certificate.listen(), answers())
                        : RawUpstream.answering(json(200, "{\"id\":\"tls\"}"));
                ForwardProxy proxy = ForwardProxy.to(upstream.port(), password);
                TestGateway gateway = TestGateway.in(folder)
                        .upstream(
                                "u",
                                URI.create((tls ? "https" : "http") + "://upstream.invalid:4711"),
                                "anthropic",
                                ", \"forwardProxy\": \"%s://%s127.0.0.1:%d\""
                                        .formatted(kind, password ? "user:secret@" : "", proxy.port()))
                        .options(given -> {
                            try {
                                return given.withTrust(certificate.trust());
                            } catch (java.security.GeneralSecurityException impossible) {
                                throw new IllegalStateException(impossible);
                            }
                        })
                        .start()) {
            for (int i = 0; i < 3; i++) {
                RawClient.Answer answer = RawClient.ask(gateway, ASK);
                assertThat(answer.text()).contains("tls");
            }
            assertThat(proxy.asked()).containsExactly("upstream.invalid:4711");
            assertThat(upstream.request().all("host")).containsExactly("upstream.invalid:4711");
        }
    }

    @Test
    void aProxyThatRefusesIsNamed() throws Exception {
        try (RawUpstream proxy = RawUpstream.answering("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
                TestGateway gateway = TestGateway.in(folder)
                        .upstream(
                                "u",
                                URI.create("http://upstream.invalid"),
                                "anthropic",
                                ", \"forwardProxy\": \"http://127.0.0.1:" + proxy.port() + "\"")
                        .start()) {
            RawClient.Answer answer = RawClient.ask(gateway, ASK);

            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.text()).contains("forward proxy");
        }
    }
}
