package io.ccgate.usage;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls of tools that ran at the provider, by the name under which {@code serverTools} of the price table has them. Immutable.
 *
 * @param calls each 1 or more, in the order of the names
 */
public record ServerTools(Map<String, Long> calls) {
    /** No tool was called. */
    public static final ServerTools NONE = new ServerTools(Map.of());

    public static final String WEB_SEARCH = "web_search";
    public static final String WEB_FETCH = "web_fetch";
    public static final String CODE_EXECUTION = "code_execution";
    public static final String TOOL_SEARCH = "tool_search";
    public static final String FILE_SEARCH = "file_search";
    public static final String CODE_INTERPRETER = "code_interpreter";
    public static final String IMAGE_GENERATION = "image_generation";
    /** Queries that Gemini sent to Google Search. */
    public static final String GOOGLE_SEARCH = "google_search";
    /** Requests of Gemini that sent at least one: older models are billed by these. */
    public static final String GROUNDED_PROMPT = "grounded_prompt";

    /** Only so many searches of the web. */
    public static ServerTools webSearches(long calls) {
        return NONE.with(WEB_SEARCH, calls);
    }

    /** The same with more calls of one tool. */
    public ServerTools with(String tool, long more) {
        if (more <= 0) {
            return this;
        }
        Map<String, Long> sums = new TreeMap<>(calls);
        sums.merge(tool, more, Long::sum);
        return new ServerTools(Collections.unmodifiableMap(sums));
    }

    /** Both together. */
    public ServerTools plus(ServerTools other) {
        ServerTools sum = this;
        for (Map.Entry<String, Long> tool : other.calls.entrySet()) {
            sum = sum.with(tool.getKey(), tool.getValue());
        }
        return sum;
    }

    public long of(String tool) {
        return calls.getOrDefault(tool, 0L);
    }

    public boolean isEmpty() {
        return calls.isEmpty();
    }
}
