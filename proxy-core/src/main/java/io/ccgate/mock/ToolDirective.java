package io.ccgate.mock;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A tool call that a prompt asks for: {@code [[tool NAME {"argument": 1}]]}, or {@code [[tool NAME free text]]} for a
 * custom tool. Several in one prompt are parallel calls.
 *
 * @param input JSON object or free text, as written; empty if there was none
 */
record ToolDirective(String name, String input) {
    private static final String OPEN = "[[tool ";
    private static final String CLOSE = "]]";

    /** All directives of a text, in order; an unfinished one is text. */
    static List<ToolDirective> in(String text) {
        List<ToolDirective> found = new ArrayList<>();
        int at = text.indexOf(OPEN);
        while (at >= 0) {
            int start = at + OPEN.length();
            int from = start;
            int inputAt = skipWord(text, start);
            String name = text.substring(start, inputAt);
            int input = skipSpace(text, inputAt);
            int end = text.startsWith("{", input) ? input + jsonLength(text.substring(input)) : input;
            int close = text.indexOf(CLOSE, end);
            if (close >= 0 && !name.isEmpty()) {
                found.add(new ToolDirective(name, text.substring(input, close).strip()));
                from = close;
            }
            at = text.indexOf(OPEN, from);
        }
        return found;
    }

    private static int skipWord(String text, int from) {
        int at = from;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && !text.startsWith(CLOSE, at)) {
            at++;
        }
        return at;
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Length of the JSON object a text begins with: its brackets may look like ours. 0 if it is none. */
    private static int jsonLength(String text) {
        try (JsonParser parser = Json.MAPPER.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return 0;
            }
            parser.skipChildren();
            return (int) parser.currentLocation().getCharOffset();
        } catch (IOException e) {
            return 0;
        }
    }
}
