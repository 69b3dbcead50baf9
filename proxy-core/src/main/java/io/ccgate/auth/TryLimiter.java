package io.ccgate.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Slows down who guesses: after three failed tries of an address each further one has to wait twice as long as the one
 * before, from one second up to fifteen minutes. An address that is quiet for an hour starts anew. IPv6 addresses count
 * by their /64, since whoever has one has all of them. Memory is bounded. Any thread.
 */
public final class TryLimiter {
    private static final int FREE_TRIES = 3;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final long MOST_ADDRESSES = 10_000;

    private final LongSupplier nanoTime;
    private final Cache<Long, Tries> triesByNetwork;

    /** @param next reading of the monotonic clock at which another try is let through */
    private record Tries(int count, long next) {}

    /** @param nanoTime monotonic clock in nanoseconds */
    public TryLimiter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        triesByNetwork = Caffeine.newBuilder()
                .maximumSize(MOST_ADDRESSES)
                .expireAfterAccess(FORGOTTEN_AFTER)
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    /**
     * Asks for a try. One that is let through counts as failed until {@link #succeeded} says otherwise, so that many at
     * a time gain nothing.
     *
     * @return zero when the try may go on; else how long to wait, and the try must not be made
     */
    public Duration admit(InetAddress address) {
        long now = nanoTime.getAsLong();
        long network = network(address);
        long[] wait = {0};
        triesByNetwork.asMap().compute(network, (key, known) -> {
            if (known != null && known.next - now > 0) {
                wait[0] = known.next - now;
                return known;
            }
            int count = known == null ? 1 : known.count + 1;
            return new Tries(count, now + delayAfter(count).toNanos());
        });
        return Duration.ofNanos(wait[0]);
    }

    /** How long the address has to wait before its next try; zero when it may try now. Counts nothing. */
    public Duration waiting(InetAddress address) {
        Tries known = triesByNetwork.getIfPresent(network(address));
        long wait = known == null ? 0 : known.next - nanoTime.getAsLong();
        return wait > 0 ? Duration.ofNanos(wait) : Duration.ZERO;
    }

    /** The address knows a right password: its failures are forgotten. */
    public void succeeded(InetAddress address) {
        triesByNetwork.invalidate(network(address));
    }

    private static Duration delayAfter(int tries) {
        if (tries < FREE_TRIES) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(tries - FREE_TRIES, 20));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private static long network(InetAddress address) {
        byte[] bytes = address.getAddress();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return bytes.length == 4 ? buffer.getInt() : buffer.getLong();
    }
}
