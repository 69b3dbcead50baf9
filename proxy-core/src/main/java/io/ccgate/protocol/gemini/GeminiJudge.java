package io.ccgate.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.protocol.sse.ErrorStatus;
import io.ccgate.protocol.sse.EventData;
import io.ccgate.protocol.sse.EventJudge;
import io.ccgate.protocol.sse.Judgement;

/** Every chunk is content unless it is an error. */
public final class GeminiJudge implements EventJudge {
    @Override
    public boolean isPreamble(String name) {
        return false;
    }

    @Override
    public Judgement judge(String name, byte[] data) {
        JsonNode chunk = EventData.object(data);
        JsonNode error = chunk == null ? null : chunk.get("error");
        if (EventData.saysNothing(error)) {
            return Judgement.CONTENT;
        }
        String status = EventData.text(error, "status");
        return Judgement.error(
                status.isEmpty() ? "INTERNAL" : status,
                EventData.text(error, "message"),
                ErrorStatus.of(EventData.text(error, "code"), status));
    }
}
