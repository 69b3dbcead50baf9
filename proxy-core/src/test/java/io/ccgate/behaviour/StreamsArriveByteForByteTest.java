package io.ccgate.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.fixture.Dialect;
import io.ccgate.fixture.LeakCheck;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.Records;
import io.ccgate.fixture.TestGateway;
import io.ccgate.server.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However an upstream cuts, frames or compresses its stream, the client gets the same bytes and the books the same usage. */
@ExtendWith(LeakCheck.class)
class StreamsArriveByteForByteTest {
    @TempDir
    Path folder;

    /** An answer and where the upstream pauses in it; -1: nowhere. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Cut(byte[] answer, int at) {}

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void cutAtEveryByte(Dialect dialect) throws Exception {
        byte[] answer = bytes(RawUpstream.stream(dialect.stream()));
        List<Cut> cuts = new ArrayList<>();
        for (int at = 1; at < answer.length; at++) {
            cuts.add(new Cut(answer, at));
        }
        relays(dialect, Transport.best(), cuts, bytes(dialect.stream()));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void cutAtEveryByteOnNio(Dialect dialect) throws Exception {
        byte[] answer = bytes(RawUpstream.stream(dialect.stream()));
        List<Cut> cuts = new ArrayList<>();
        for (int at = 1; at < answer.length; at += 7) {
            cuts.add(new Cut(answer, at));
        }
        relays(dialect, Transport.NIO, cuts, bytes(dialect.stream()));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void inChunksOfAnySizeWithExtensionsAndTrailers(Dialect dialect) throws Exception {
        byte[] stream = bytes(dialect.stream());
        List<Cut> cuts = new ArrayList<>();
        for (int size : new int[] {1, 2, 3, 5, 7, 16, 255, 256, 100_000}) {
            for (String trailers : new String[] {"", "X-Sum: 1\r\nX-Other: 2\r\n"}) {
                byte[] answer = chunked(stream, size, trailers);
                cuts.add(new Cut(answer, -1));
                cuts.add(new Cut(answer, answer.length - 3));
                cuts.add(new Cut(answer, answer.length / 2));
            }
        }
        relays(dialect, Transport.best(), cuts, stream);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void endedByTheConnectionOrByLength(Dialect dialect) throws Exception {
        byte[] stream = bytes(dialect.stream());
        String head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n";
        byte[] close = join(bytes(head + "connection: close\r\n\r\n"), stream);
        byte[] length = join(bytes(head + "content-length: " + stream.length + "\r\n\r\n"), stream);
        List<Cut> cuts = new ArrayList<>();
        for (int at = 1; at < close.length; at += 11) {
            cuts.add(new Cut(close, at));
        }
        for (int at = 1; at < length.length; at += 11) {
            cuts.add(new Cut(length, at));
        }
        relays(dialect, Transport.best(), cuts, stream);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void compressed(Dialect dialect) throws Exception {
        byte[] packed = gzip(bytes(dialect.stream()));
        byte[] head = bytes("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-encoding: gzip\r\n"
                + "transfer-encoding: chunked\r\n\r\n");
        byte[] answer = join(head, chunksOf(packed, 50, ""));
        List<Cut> cuts = new ArrayList<>();
        for (int at = head.length; at < answer.length; at += 3) {
            cuts.add(new Cut(answer, at));
        }
        relays(dialect, Transport.best(), cuts, packed);
    }

    private void relays(Dialect dialect, Transport transport, List<Cut> cuts, byte[] expected) throws Exception {
        try (RawUpstream upstream = RawUpstream.serving(connection -> serve(connection, cuts));
                TestGateway gateway = TestGateway.in(folder)
                        .upstream("u", upstream.url(), dialect.protocol(), "")
                        .transport(transport)
                        .start();
                RawClient client = RawClient.to(gateway)) {
            for (int i = 0; i < cuts.size(); i++) {
                RawClient.Answer answer =
                        client.send(dialect.ask("X-Cut: " + i)).read();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.end()).as("cut at %s", cuts.get(i).at()).isEqualTo(RawClient.End.WHOLE);
                assertThat(answer.body()).as("cut at %s", cuts.get(i).at()).isEqualTo(expected);
            }
            for (JsonNode record : Records.await(gateway, cuts.size())) {
                assertThat(record.get("inputTokens").asInt()).isEqualTo(dialect.inputTokens());
                assertThat(record.get("outputTokens").asInt()).isEqualTo(dialect.outputTokens());
                assertThat(record.get("estimated").asBoolean()).isFalse();
                assertThat(record.get("errorType").isNull()).isTrue();
            }
        }
    }

    private static void serve(RawUpstream.Connection connection, List<Cut> cuts)
            throws IOException, InterruptedException {
        while (true) {
            var request = connection.read();
            if (request == null) {
                return;
            }
            Cut cut = cuts.get(Integer.parseInt(request.header("x-cut").orElseThrow()));
            byte[] answer = cut.answer();
            if (cut.at() < 0) {
                connection.send(answer);
            } else {
                connection.send(java.util.Arrays.copyOf(answer, cut.at()));
                // Long enough, on most rounds, for the gateway to read the two halves apart.
                LockSupport.parkNanos(1_000_000);
                connection.send(java.util.Arrays.copyOfRange(answer, cut.at(), answer.length));
            }
            if (new String(answer, StandardCharsets.ISO_8859_1).contains("connection: close")) {
                return;
            }
        }
    }

    private static byte[] chunked(byte[] stream, int size, String trailers) throws IOException {
        return join(bytes(RawUpstream.STREAM_HEAD), chunksOf(stream, size, trailers));
    }

    /** Chunks of a size, here and there one byte more, some with an extension. */
    private static byte[] chunksOf(byte[] data, int size, String trailers) throws IOException {
        Random random = new Random(size);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < data.length; ) {
            int length = Math.min(data.length - at, size + random.nextInt(2));
            String digits = Integer.toHexString(length);
            out.write(bytes((random.nextBoolean() ? "00" + digits.toUpperCase(java.util.Locale.ROOT) : digits)
                    + (random.nextInt(4) == 0 ? ";ext=\"a b\"" : "") + "\r\n"));
            out.write(data, at, length);
            out.write(bytes("\r\n"));
            at += length;
        }
        out.write(bytes("0\r\n" + trailers + "\r\n"));
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
            packed.write(data);
        }
        return out.toByteArray();
    }

    private static byte[] join(byte[] first, byte[] second) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        out.write(second);
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
