package io.ccgate.relay;

import io.ccgate.balance.Balancer;
import io.ccgate.translate.Translator;
import io.ccgate.upstream.UpstreamClient;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** What every exchange's relay works with; shared by all event loops. */
public record RelayServices(
        UpstreamClient upstreams,
        Balancer balancer,
        Translator translator,
        HeavyWork heavyWork,
        LongSupplier nanoTime,
        InstantSource clock) {}
