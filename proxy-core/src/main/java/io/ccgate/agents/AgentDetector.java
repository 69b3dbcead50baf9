package io.ccgate.agents;

import io.ccgate.config.model.Agent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;

/**
 * Which coding agent sends a request. The product name at the head of {@code User-Agent} decides; only then does a name
 * anywhere in it, since Gemini CLI writes the configured model there, which may be called anything.
 */
public final class AgentDetector {
    private static final AsciiString ORIGINATOR = AsciiString.cached("originator");

    private AgentDetector() {}

    /** @param path without the query; Claude Code's first probe has no name of its own but a path of its own */
    public static Agent detect(HttpHeaders headers, String path) {
        String userAgent = headers.get(HttpHeaderNames.USER_AGENT, "");
        Agent atHead = named(userAgent, true);
        if (atHead != Agent.OTHER) {
            return atHead;
        }
        Agent anywhere = named(userAgent, false);
        if (anywhere != Agent.OTHER) {
            return anywhere;
        }
        if (contains(headers.get(ORIGINATOR, ""), "codex")) {
            return Agent.CODEX;
        }
        boolean claude = headers.contains(SessionHints.CLAUDE_SESSION) || path.endsWith("/api/hello");
        return claude ? Agent.CLAUDE_CODE : Agent.OTHER;
    }

    private static Agent named(String userAgent, boolean atHead) {
        if (has(userAgent, "codex", atHead)) {
            return Agent.CODEX;
        }
        if (has(userAgent, "claude", atHead)) {
            return Agent.CLAUDE_CODE;
        }
        return has(userAgent, "gemini", atHead) ? Agent.GEMINI : Agent.OTHER;
    }

    private static boolean has(String text, String word, boolean atHead) {
        return atHead ? text.regionMatches(true, 0, word, 0, word.length()) : contains(text, word);
    }

    private static boolean contains(String text, String word) {
        for (int i = 0; i <= text.length() - word.length(); i++) {
            if (text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
