package io.ccgate.observe.requests;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ccgate.observe.redact.SecretNames;
import io.ccgate.observe.redact.SecretValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Headers and bodies of one request as JSON, every known secret masked: those of the configuration, and those that this request itself
 * brought in its credentials and cookies. CCG Gateway's names at the top for the attempt that counted; earlier attempts in
 * {@code earlier_attempts}, first one first.
 */
final class DetailText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String CODING = "content-encoding";

    private final Recording recording;
    private final int cap;
    private final List<SecretValues> secrets;
    private final HeadText client;

    private DetailText(Recording recording, SecretValues known, int cap) {
        this.recording = recording;
        this.cap = cap;
        this.client = HeadText.of(recording.headers());
        List<String> own = new ArrayList<>();
        client.collectSecrets(own);
        querySecrets(recording.query(), own);
        for (RecordedAttempt attempt : recording.attempts()) {
            HeadText.of(attempt.requestHead()).collectSecrets(own);
            HeadText.of(attempt.answerHead()).collectSecrets(own);
        }
        this.secrets = List.of(known, SecretValues.of(own));
    }

    /** @param cap most bytes kept of a body once it is decoded */
    static byte[] of(Recording recording, String id, SecretValues known, int cap) throws IOException {
        return new DetailText(recording, known, cap).encode(id);
    }

    private byte[] encode(String id) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        List<RecordedAttempt> attempts = recording.attempts();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("id", id);
            out.writeStringField("client_query", masked(SecretNames.maskQuery(recording.query())));
            client.write(out, "client_headers", secrets);
            body(out, "client_body", recording.request(), client);
            if (!attempts.isEmpty()) {
                attempt(out, attempts.get(attempts.size() - 1));
            }
            HeadText answer = HeadText.of(recording.answerHead());
            if (!answer.first().isEmpty()) {
                out.writeStringField("response_status", answer.first());
                answer.write(out, "response_headers", secrets);
            }
            if (recording.answer().seen() > 0) {
                body(out, "response_body", recording.answer(), answer);
            } else {
                out.writeBooleanField("response_body_is_provider_body", !attempts.isEmpty());
            }
            out.writeArrayFieldStart("earlier_attempts");
            for (int i = 0; i < attempts.size() - 1; i++) {
                out.writeStartObject();
                attempt(out, attempts.get(i));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private void attempt(JsonGenerator out, RecordedAttempt attempt) throws IOException {
        HeadText forward = HeadText.of(attempt.requestHead());
        out.writeStringField("provider_id", attempt.upstream());
        out.writeStringField("forward_url", masked(attempt.url() + maskTarget(forward.target())));
        forward.write(out, "forward_headers", secrets);
        if (attempt.request().seen() > 0) {
            body(out, "forward_body", attempt.request(), forward);
        }
        HeadText answer = HeadText.of(attempt.answerHead());
        if (!answer.first().isEmpty()) {
            out.writeStringField("provider_status", answer.first());
            answer.write(out, "provider_headers", secrets);
            body(out, "provider_body", attempt.answer(), answer);
        }
    }

    private void body(JsonGenerator out, String name, CappedBytes recorded, HeadText head) throws IOException {
        BodyText.of(recorded, head.value(CODING), cap, secrets).write(out, name);
    }

    private String masked(String text) {
        String masked = text;
        for (SecretValues values : secrets) {
            masked = values.mask(masked);
        }
        return masked;
    }

    private static String maskTarget(String target) {
        int question = target.indexOf('?');
        return question < 0
                ? target
                : target.substring(0, question + 1) + SecretNames.maskQuery(target.substring(question + 1));
    }

    private static void querySecrets(String query, List<String> to) {
        for (String parameter : query.split("&")) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && SecretNames.isSecret(parameter.substring(0, equals))) {
                String value = parameter.substring(equals + 1);
                to.add(value);
                try {
                    to.add(java.net.URLDecoder.decode(value, StandardCharsets.UTF_8));
                } catch (IllegalArgumentException notEncoded) {
                    // Then it stands as it is.
                }
            }
        }
    }
}
