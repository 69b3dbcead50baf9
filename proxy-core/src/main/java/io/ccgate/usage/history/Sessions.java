package io.ccgate.usage.history;

import io.ccgate.usage.ledger.Aggregate;
import io.ccgate.usage.ledger.Booked;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** A day's usage by session and sub-agent. Not thread-safe. */
public final class Sessions {
    /** Session ids come from clients: past this many a day the others are counted under {@link #REST}. */
    static final int MAX_SESSIONS = 20_000;
    /** The session that stands for those without a place of their own. */
    public static final String REST = "(other)";

    private final Map<Key, Aggregate> sessions = new HashMap<>();

    /**
     * Who used it.
     *
     * @param session empty for requests that named none
     * @param subagent empty for the session's main agent
     */
    public record Key(String session, String subagent, String agent) {}

    public void add(Booked record) {
        Key key = new Key(record.session(), record.subagent(), record.agent());
        Aggregate sums = sessions.get(key);
        if (sums == null) {
            if (sessions.size() >= MAX_SESSIONS) {
                key = new Key(REST, "", record.agent());
            }
            sums = sessions.computeIfAbsent(key, unused -> new Aggregate());
        }
        sums.add(record);
    }

    /** Counts sums that were made elsewhere. */
    void add(Key key, Aggregate sums) {
        sessions.computeIfAbsent(key, unused -> new Aggregate()).add(sums);
    }

    public void forEach(BiConsumer<Key, Aggregate> action) {
        sessions.forEach(action);
    }

    int size() {
        return sessions.size();
    }
}
