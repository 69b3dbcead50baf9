package io.ccgate.translate.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.translate.model.Answer;
import io.ccgate.translate.model.ToolNames;
import io.ccgate.translate.wire.MalformedJsonException;

/** Reads one upstream protocol's whole answer. Stateless. */
@FunctionalInterface
public interface AnswerReader {
    /** @throws MalformedJsonException if it is no answer of that protocol */
    Answer read(JsonNode root, ToolNames names);
}
