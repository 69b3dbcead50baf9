package io.ccgate.mock;

import java.util.List;

/**
 * What the demo model says, whatever the protocol.
 *
 * @param thinking empty if it did not think
 * @param deltas the text in the pieces a stream sends it in; empty if it only calls tools
 */
record Reply(String thinking, List<String> deltas, List<Call> calls, Stop stop, Usage usage) {
    /** Why it ended. */
    enum Stop {
        END,
        TOOLS,
        LENGTH
    }

    /**
     * A tool call.
     *
     * @param input a JSON object, or free text for a custom tool
     */
    record Call(String id, String name, String namespace, boolean custom, String input) {}

    /**
     * Token counts.
     *
     * @param input all input tokens, cached ones included
     * @param cacheWrite part of the input written to the cache
     * @param output all output tokens, thinking included
     */
    record Usage(int input, int cacheRead, int cacheWrite, int output, int thinking) {
        int uncached() {
            return input - cacheRead - cacheWrite;
        }
    }

    String text() {
        return String.join("", deltas);
    }
}
