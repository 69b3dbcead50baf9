package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.fixture.Dialect;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An upstream that breaks HTTP is a 502 that says how, never something for the client to guess about. */
@ExtendWith(LeakCheck.class)
class MalformedAnswersAreNamedTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK~Content-Length: 2~Transfer-Encoding: chunked~~0~~ | both Transfer-Encoding and Content-Length",
                "HTTP/1.1 200 OK~Transfer-Encoding: gzip, chunked~~0~~ | a Transfer-Encoding other than",
                "HTTP/1.1 200 OK~Content-Length: 2~Content-Length: 3~~{} | two different Content-Length",
                "HTTP/1.1 200 OK~Content-Length: +2~~{} | a Content-Length that is no number",
                "HTTP/1.1 200 OK_Content-Length: 2__{} | a line end without carriage return",
                "HTTP/1.1 200 OK~X: a_Content-Length: 2~~{} | a line end without carriage return",
                "HTTP/1.1 200 OK~X: a~ folded~Content-Length: 2~~{} | folded header",
                "HTTP/1.1 200 OK~X : a~Content-Length: 2~~{} | a header name with a forbidden character",
                "HTTP/1.1 200 OK~: a~Content-Length: 2~~{} | a header line without a name",
                "HTTP/1.0 200 OK~Transfer-Encoding: chunked~~0~~ | a chunked HTTP/1.0 answer",
                "HTTP/2 200 OK~Content-Length: 2~~{} | no HTTP/1.x status line",
                "HTTP/1.1 099 Low~Content-Length: 2~~{} | a status below 100",
                "HTTP/1.1 101 Switching~Upgrade: websocket~~ | a protocol switch that was not asked for",
                "SSH-2.0-OpenSSH_9.6~ | no HTTP/1.x status line",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~{}~0~~ | a chunk without a size",
            })
    void theDeviationIsNamed(String answer, String deviation) throws Exception {
        String bytes = answer.replace("~", "\r\n").replace("_", "\n").replace("OpenSSH\n9", "OpenSSH_9");
        try (RawUpstream upstream = RawUpstream.serving(connection -> {
                    connection.read();
                    connection.send(bytes);
                    connection.awaitClosed(java.time.Duration.ofSeconds(20));
                });
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), "anthropic", "")
                        .start()) {
            RawClient.Answer got = RawClient.ask(gateway, Dialect.ANTHROPIC.ask());

            assertThat(got.status()).isEqualTo(502);
            assertThat(got.text()).contains(deviation).contains("\"type\":\"error\"");
        }
    }
}
