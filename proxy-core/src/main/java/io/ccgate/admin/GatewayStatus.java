package io.ccgate.admin;

import io.ccgate.balance.Balancer;
import io.ccgate.exchange.InForce;
import io.ccgate.usage.UsageBooks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What a running gateway knows of itself. Any thread. */
public final class GatewayStatus {
    private final String version;
    private final InstantSource clock;
    private final Instant startedAt;
    private final Supplier<InForce> inForce;
    private final Balancer balancer;
    private final UsageBooks books;
    private final BooleanSupplier draining;

    public GatewayStatus(
            String version,
            InstantSource clock,
            Supplier<InForce> inForce,
            Balancer balancer,
            UsageBooks books,
            BooleanSupplier draining) {
        this.version = version;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.inForce = inForce;
        this.balancer = balancer;
        this.books = books;
        this.draining = draining;
    }

    public String version() {
        return version;
    }

    public Instant now() {
        return clock.instant();
    }

    public Duration uptime() {
        return Duration.between(startedAt, clock.instant());
    }

    public InForce inForce() {
        return inForce.get();
    }

    public Balancer balancer() {
        return balancer;
    }

    public UsageBooks books() {
        return books;
    }

    public boolean draining() {
        return draining.getAsBoolean();
    }
}
