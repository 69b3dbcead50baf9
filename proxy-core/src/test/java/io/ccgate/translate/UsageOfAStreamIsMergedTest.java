package io.ccgate.translate;

import static io.ccgate.config.model.Protocol.ANTHROPIC;
import static io.ccgate.config.model.Protocol.CHAT;
import static io.ccgate.translate.fixture.Streams.STOP;
import static io.ccgate.translate.fixture.Streams.finish;
import static io.ccgate.translate.fixture.Streams.received;
import static io.ccgate.translate.fixture.Streams.sse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Usage that comes in pieces, early, late or twice is counted once, and erased by nothing. */
class UsageOfAStreamIsMergedTest {
    @Test
    void aLaterZeroOrNullDoesNotEraseUsageAndOutputIsNotAdded() {
        String sse = sse(
                "{'type':'message_start','message':{'id':'msg_1','usage':{'input_tokens':5,'cache_read_input_tokens':7,"
                        + "'output_tokens':1}}}",
                "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'input_tokens':0,"
                        + "'cache_read_input_tokens':null,'output_tokens':4}}",
                STOP);
        List<JsonNode> events = received(CHAT, ANTHROPIC, sse);
        JsonNode usage = events.get(events.size() - 1).path("usage");
        assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(12);
        assertThat(usage.path("completion_tokens").asInt()).isEqualTo(4);
        assertThat(events.get(events.size() - 1).path("choices")).isEmpty();
    }

    @Test
    void usageMayComeAnywhereAndIsNeverTheEnd() {
        String usage =
                "{'choices':[{'index':0,'delta':{'content':'%s'}}],'usage':{'prompt_tokens':%d,'completion_tokens':2}}";
        String sse = sse(String.format(usage, "a", 10), String.format(usage, "b", 11), finish("stop"), "[DONE]");
        List<JsonNode> events = received(ANTHROPIC, CHAT, sse);
        assertThat(events.get(2).at("/delta/text").asText()).isEqualTo("ab");
        assertThat(events.get(events.size() - 2).at("/usage/input_tokens").asInt())
                .isEqualTo(11);
    }
}
