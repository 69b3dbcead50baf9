package io.ccgate.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.Language;
import io.ccgate.config.model.Protocol;
import io.ccgate.error.ErrorEnvelope;
import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayErrors;
import io.ccgate.translate.error.ErrorReply;
import io.ccgate.translate.fixture.Alike;
import io.ccgate.translate.fixture.GoldenCase;
import io.ccgate.translate.fixture.ReceivedStream;
import io.ccgate.translate.fixture.Translations;
import io.ccgate.translate.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded exchange is translated as its expectation says, however the upstream's bytes are cut. */
class GoldenCasesTest {

    static List<GoldenCase> all() {
        return GoldenCase.all();
    }

    static List<GoldenCase> streams() {
        return GoldenCase.all().stream()
                .filter(golden -> golden.bytes("response.in.sse") != null)
                .toList();
    }

    private static Reading<TranslatedRequest> translate(GoldenCase golden) {
        byte[] body = Objects.requireNonNull(golden.bytes("request.in.json"));
        return Translations.translate(
                golden.client(),
                golden.upstream(),
                golden.model(),
                new String(body, StandardCharsets.UTF_8),
                golden.target());
    }

    private static TranslatedRequest accepted(GoldenCase golden) {
        Reading<TranslatedRequest> reading = translate(golden);
        assertThat(reading).isInstanceOf(Reading.Done.class);
        return ((Reading.Done<TranslatedRequest>) reading).value();
    }

    @ParameterizedTest
    @MethodSource("all")
    void translatesTheRequest(GoldenCase golden) {
        Reading<TranslatedRequest> reading = translate(golden);
        JsonNode expected = golden.json("request.out.json");
        if (expected == null) {
            assertThat(reading).isInstanceOf(Reading.Rejected.class);
            Reading.Rejected<TranslatedRequest> no = (Reading.Rejected<TranslatedRequest>) reading;
            GatewayError error = GatewayErrors.untranslatable(no.field(), no.message(), no.code());
            byte[] reply = new ErrorEnvelope(InstantSource.system(), () -> Language.EN)
                    .body(golden.client(), error, "req_test");
            assertThat(error.status())
                    .isEqualTo(
                            golden.description().path("client").path("status").asInt());
            new Alike(golden).check(Objects.requireNonNull(golden.json("response.out.json")), Json.parse(reply), "$");
            return;
        }
        TranslatedRequest request = accepted(golden);
        assertThat(golden.description().path("upstream").path("path").asText()).isEqualTo(request.path());
        new Alike(golden)
                .check(
                        Alike.request(expected, golden.upstream()),
                        Alike.request(Json.parse(request.body()), golden.upstream()),
                        "$");
        JsonNode dropped =
                golden.description().path("client").path("expect_headers").path("x-gateway-dropped-params");
        if (dropped.isTextual()) {
            assertThat(String.join(",", request.dropped()))
                    .matches(dropped.textValue().replaceAll("^<re:|>$", ""));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void translatesTheWholeAnswer(GoldenCase golden) {
        byte[] answer = golden.bytes("response.in.json");
        if (answer == null) {
            assertThat(golden.bytes("response.in.sse") != null || golden.bytes("request.out.json") == null)
                    .isTrue();
            return;
        }
        AnswerTranslation translation = accepted(golden).answer();
        int status = golden.description().path("upstream").path("status").asInt();
        JsonNode expected = Objects.requireNonNull(golden.json("response.out.json"));
        if (status == 200) {
            AnswerTranslation.Whole whole = translation.whole(answer);
            assertThat(whole.error()).isNull();
            JsonNode actual = Json.parse(whole.body());
            Alike.checkIds(List.of(actual), golden.client());
            new Alike(golden).check(expected, actual, "$");
        } else {
            ErrorReply reply = translation.error(status, answer, -1);
            assertThat(reply.status())
                    .isEqualTo(
                            golden.description().path("client").path("status").asInt());
            new Alike(golden).check(expected, reply.body(), "$");
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void translatesTheStream(GoldenCase golden) {
        byte[] sse = Objects.requireNonNull(golden.bytes("response.in.sse"));
        StreamTranslation stream = accepted(golden).answer().stream();
        stream.feed(sse, 0, sse.length);
        stream.end();
        compare(golden, Translations.text(stream));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void translatesTheStreamFedByteByByte(GoldenCase golden) {
        byte[] sse = Objects.requireNonNull(golden.bytes("response.in.sse"));
        StreamTranslation stream = accepted(golden).answer().stream();
        for (int i = 0; i < sse.length; i++) {
            stream.feed(sse.clone(), i, i + 1);
        }
        stream.end();
        compare(golden, Translations.text(stream));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void neverEndsACutStreamAsIfItWereComplete(GoldenCase golden) {
        String sse = Objects.requireNonNull(golden.text("response.in.sse"));
        List<Integer> borders = new ArrayList<>();
        for (int at = sse.indexOf("\n\n"); at >= 0; at = sse.indexOf("\n\n", at + 2)) {
            borders.add(at + 2);
        }
        for (int border : borders) {
            StreamTranslation stream = accepted(golden).answer().stream();
            byte[] part = Translations.bytes(sse.substring(0, border));
            stream.feed(part, 0, part.length);
            String before = Translations.text(stream);
            boolean complete = stream.complete();
            boolean failed = stream.failure() != null;
            stream.end();
            String after = Translations.text(stream);
            // A Chat upstream may end with its finish reason: then the end of the body completes the answer.
            if (complete || failed) {
                assertThat(after).isEmpty();
            } else if (stream.complete()) {
                assertThat(golden.upstream()).isEqualTo(Protocol.CHAT);
                assertThat(part).asString(StandardCharsets.UTF_8).contains("\"finish_reason\":\"");
            } else {
                assertThat(stream.failure()).isNotNull();
                assertThat(before + after)
                        .doesNotContain(
                                "[DONE]",
                                "message_stop",
                                "\"response.completed\"",
                                "\"response.incomplete\"",
                                "finishReason");
                assertThat(after.contains("\"error\"")).isEqualTo(stream.started());
            }
        }
    }

    private static void compare(GoldenCase golden, String received) {
        ReceivedStream expected =
                ReceivedStream.parse(Objects.requireNonNull(golden.text("response.out.sse")), golden.client());
        ReceivedStream actual = ReceivedStream.parse(received, golden.client());
        assertThat(actual.events().size())
                .as("events\n expected %s\n but was  %s", expected.events(), actual.events())
                .isEqualTo(expected.events().size());
        assertThat(actual.done()).isEqualTo(expected.done());
        Alike.checkIds(actual.events(), golden.client());
        Alike alike = new Alike(golden);
        for (int i = 0; i < expected.events().size(); i++) {
            JsonNode want = expected.events().get(i).deepCopy();
            JsonNode got = actual.events().get(i).deepCopy();
            if (want.path("type").asText().equals("message_start")) {
                checkStartUsage(want);
                checkStartUsage(got);
            }
            alike.check(want, got, "event " + i);
        }
    }

    /** The numbers at the start are free, but all four must be there. */
    private static void checkStartUsage(JsonNode event) {
        ObjectNode message = (ObjectNode) event.path("message");
        for (String field :
                new String[] {"input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"
                }) {
            assertThat(message.path("usage").path(field).isIntegralNumber())
                    .as(field)
                    .isTrue();
        }
        message.remove("usage");
    }
}
