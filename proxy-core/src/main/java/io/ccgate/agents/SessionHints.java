package io.ccgate.agents;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the session from what the agents send anyway, the most explicit first: a header of the gateway's own, Claude
 * Code's and Codex' session headers, then the body's {@code metadata.user_id} and {@code prompt_cache_key}.
 */
public final class SessionHints {
    static final AsciiString CLAUDE_SESSION = AsciiString.cached("x-claude-code-session-id");
    private static final List<AsciiString> SESSION_HEADERS = List.of(
            AsciiString.cached("x-ccgate-session"),
            AsciiString.cached("x-session-id"),
            CLAUDE_SESSION,
            AsciiString.cached("session-id"),
            AsciiString.cached("session_id"));
    private static final List<AsciiString> AGENT_HEADERS =
            List.of(AsciiString.cached("x-claude-code-agent-id"), AsciiString.cached("x-openai-subagent"));
    private static final List<AsciiString> PARENT_HEADERS = List.of(
            AsciiString.cached("x-claude-code-parent-agent-id"), AsciiString.cached("x-codex-parent-thread-id"));
    private static final String OLD_USER_ID_MARK = "_session_";
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_USER_ID = 2048;
    private static final JsonFactory JSON = new JsonFactory();

    private SessionHints() {}

    /**
     * @param metadataUserId the body's {@code metadata.user_id}: Claude Code writes a JSON object with a
     *     {@code session_id} into it, older ones {@code user_..._session_<uuid>}; null when the body has none
     * @param promptCacheKey the body's {@code prompt_cache_key}; null when it has none
     */
    public static Session read(HttpHeaders headers, @Nullable String metadataUserId, @Nullable String promptCacheKey) {
        String id = first(headers, SESSION_HEADERS);
        if (id == null && metadataUserId != null) {
            id = ofUserId(metadataUserId);
        }
        if (id == null && promptCacheKey != null) {
            id = clean(promptCacheKey);
        }
        String agentId = first(headers, AGENT_HEADERS);
        return id == null && agentId == null
                ? Session.NONE
                : new Session(id, agentId, agentId == null ? null : first(headers, PARENT_HEADERS));
    }

    private static @Nullable String first(HttpHeaders headers, List<AsciiString> names) {
        for (AsciiString name : names) {
            String value = headers.get(name);
            String id = value == null ? null : clean(value);
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    private static @Nullable String ofUserId(String userId) {
        if (userId.length() > LONGEST_USER_ID) {
            return null;
        }
        if (userId.startsWith("{")) {
            return ofJson(userId);
        }
        int mark = userId.lastIndexOf(OLD_USER_ID_MARK);
        return mark < 0 ? null : clean(userId.substring(mark + OLD_USER_ID_MARK.length()));
    }

    private static @Nullable String ofJson(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = "session_id".equals(parser.currentName());
                JsonToken value = parser.nextToken();
                if (wanted && value == JsonToken.VALUE_STRING) {
                    return clean(parser.getText());
                }
                parser.skipChildren();
            }
            return null;
        } catch (IOException e) {
            // The client's own idea of a user id: no session in it, and no fault.
            return null;
        }
    }

    /** Session ids end up in logs and records: only short, visible ASCII counts as one. */
    private static @Nullable String clean(String value) {
        String id = value.trim();
        boolean visible = id.chars().allMatch(c -> c > ' ' && c < 0x7f);
        return id.isEmpty() || id.length() > LONGEST_ID || !visible ? null : id;
    }
}
