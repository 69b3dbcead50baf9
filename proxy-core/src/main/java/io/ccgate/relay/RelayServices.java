package io.ccgate.relay;

import io.ccgate.balance.Balancer;
import io.ccgate.translate.Translator;
import io.ccgate.upstream.UpstreamClient;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What every exchange's relay works with; shared by all event loops.
 *
 * @param random safe from any thread
 */
public record RelayServices(
        UpstreamClient upstreams,
        Balancer balancer,
        Translator translator,
        HeavyWork heavyWork,
        LongSupplier nanoTime,
        InstantSource clock,
        RandomGenerator random) {}
