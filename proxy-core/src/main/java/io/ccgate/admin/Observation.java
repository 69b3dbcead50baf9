package io.ccgate.admin;

import io.ccgate.observe.events.EventLog;
import io.ccgate.observe.metrics.LoopDelay;
import io.ccgate.observe.metrics.Traffic;
import io.ccgate.observe.metrics.Trend;
import io.ccgate.observe.requests.RecordingRoom;
import io.ccgate.observe.requests.RequestLog;
import io.ccgate.upstream.PoolCounts;
import java.util.function.LongSupplier;

/** What a running gateway counts while it serves. Every part may be asked on any thread. */
public record Observation(
        Traffic traffic,
        Trend trend,
        RequestLog requestLog,
        EventLog events,
        RecordingRoom recordings,
        LoopDelay loopDelay,
        PoolCounts connections,
        LongSupplier openStreams) {}
