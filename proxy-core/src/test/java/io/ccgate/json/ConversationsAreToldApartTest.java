package io.ccgate.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationsAreToldApartTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'system':'S','messages':[{'role':'user','content':'A'}]}"
                        + "|{'messages':[{'role':'user','content':'A'},{'role':'assistant','content':'B'},{'role':'user','content':'C'}],'system':'S'}",
                "{'messages':[{'role':'system','content':'S'},{'content':'A','role':'user'}]}"
                        + "|{'stream':true,'messages':[{'role':'system','content':'S'},{'content':'A','role':'user'},{'role':'user','content':'B'}]}",
                "{'instructions':'S','input':'A'} | {'instructions':'S','input':'A','stream':true}",
                "{'input':[{'role':'developer','content':'D'},{'role':'user','content':'A'}]}"
                        + "|{'input':[{'role':'developer','content':'D'},{'role':'user','content':'A'},{'type':'reasoning'}]}",
                "{'systemInstruction':{'parts':[{'text':'S'}]},'contents':[{'parts':[{'text':'A'}]}]}"
                        + "|{'systemInstruction':{'parts':[{'text':'S'}]},'contents':[{'parts':[{'text':'A'}]},{'role':'model'}]}",
            })
    void laterTurnsBelongToTheConversation(String first, String later) {
        assertThat(digest(later)).isEqualTo(digest(first)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'system':'S','messages':[{'role':'user','content':'A'}]}"
                        + "|{'system':'S','messages':[{'role':'user','content':'B'}]}",
                "{'system':'S','messages':[{'role':'user','content':'A'}]}"
                        + "|{'system':'T','messages':[{'role':'user','content':'A'}]}",
                "{'system':'S','messages':[]}|{'system':[],'messages':[{'role':'user','content':'S'}]}",
                "{'messages':[{'role':'user','content':['ab','c']}]}|{'messages':[{'role':'user','content':['a','bc']}]}",
                "{'messages':[{'role':'system','content':'A'},{'role':'user','content':'X'}]}"
                        + "|{'messages':[{'role':'system','content':'B'},{'role':'user','content':'X'}]}",
            })
    void anotherPromptIsAnother(String one, String other) {
        assertThat(digest(one)).isNotEqualTo(digest(other)).isNotNull();
    }

    @Test
    void theMovingCacheMarkDoesNotCount() {
        String marked =
                "{'system':[{'cache_control':{'type':'ephemeral','ttl':'1h'},'type':'text','text':'S'}],'messages':["
                        + "{'role':'user','content':[{'type':'text','text':'A','cache_control':{'type':'ephemeral'}}]}]}";
        String moved = "{'system':[{'type':'text','text':'S'}],'messages':["
                + "{'role':'user','content':[{'type':'text','text':'A'}]},{'role':'assistant','content':'B'}]}";

        assertThat(digest(moved)).isEqualTo(digest(marked));
    }

    @Test
    void onlyTheBeginningOfALongPromptCounts() {
        String long1 = "{'system':'" + "s".repeat(64 * 1024) + "1'}";
        String long2 = "{'system':'" + "s".repeat(64 * 1024) + "2'}";
        String short1 = "{'system':'" + "s".repeat(64 * 1024 - 1) + "1'}";

        assertThat(digest(long1)).isEqualTo(digest(long2)).isNotEqualTo(digest(short1));
    }

    @Test
    void aBodyWithoutPromptHasNone() {
        assertThat(digest("{'model':'m'}")).isNull();
    }

    private static @Nullable ConversationDigest digest(String body) {
        byte[] bytes = body.replace('\'', '"').getBytes(UTF_8);
        ConversationDigest digest = ((BodyFacts) Scans.whole(bytes)).conversation();
        for (int at = 0; at < Math.min(bytes.length, 400); at++) {
            assertThat(((BodyFacts) Scans.cut(bytes, at)).conversation()).isEqualTo(digest);
        }
        return digest;
    }
}
