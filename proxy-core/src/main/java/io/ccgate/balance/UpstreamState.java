package io.ccgate.balance;

import java.util.concurrent.atomic.AtomicInteger;

/** Live counters of one upstream, shared by all event loops. They survive a reload as long as the upstream's id does. */
public final class UpstreamState {
    private final String id;
    private final AtomicInteger inFlight = new AtomicInteger();

    UpstreamState(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** Requests running at this upstream now. */
    public int inFlight() {
        return inFlight.get();
    }
}
