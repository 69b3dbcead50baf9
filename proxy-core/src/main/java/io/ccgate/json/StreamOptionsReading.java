package io.ccgate.json;

import org.jspecify.annotations.Nullable;

/** Where the top-level {@code stream_options} stands and what it says; of several the last, as parsers have it. */
final class StreamOptionsReading {
    private boolean seen;
    private int start;
    private int end;
    private int insertAt;
    private boolean empty;
    private boolean includeUsage;
    private @Nullable Span includeUsageSpan;

    /** The value is an object or array that opens here. */
    void open(boolean object, int at) {
        begin(at, object ? at + 1 : -1);
    }

    void close(boolean wasEmpty, int at) {
        seen = true;
        end = at;
        empty = wasEmpty;
    }

    /** The value is a string or literal. */
    void plain(int from, int to) {
        begin(from, -1);
        seen = true;
        end = to;
    }

    void includeUsage(boolean isTrue, int from, int to) {
        includeUsage = isTrue;
        includeUsageSpan = new Span(from, to);
    }

    private void begin(int at, int insert) {
        start = at;
        insertAt = insert;
        includeUsage = false;
        includeUsageSpan = null;
    }

    BodyFacts.@Nullable StreamOptions read() {
        return seen
                ? new BodyFacts.StreamOptions(new Span(start, end), insertAt, empty, includeUsageSpan, includeUsage)
                : null;
    }
}
