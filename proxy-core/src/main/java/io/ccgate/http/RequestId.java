package io.ccgate.http;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Makes request ids such as {@code req_01kb2vvyxk7m3q000001}: 48 bits of time in milliseconds, 20 bits of the process's
 * own, a counter of 30 bits, in Crockford's base 32. They sort by time and, within one process, by order. Any thread.
 */
public final class RequestId {
    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final String PREFIX = "req_";
    private static final int TIME_DIGITS = 10;
    private static final int PROCESS_DIGITS = 4;
    private static final int COUNTER_DIGITS = 6;

    private final InstantSource clock;
    private final int process;
    private final AtomicInteger counter = new AtomicInteger();

    /**
     * One of these a process.
     *
     * @param random asked once, so that two processes started in the same millisecond differ
     */
    public RequestId(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.process = random.nextInt();
    }

    public String next() {
        char[] id = new char[PREFIX.length() + TIME_DIGITS + PROCESS_DIGITS + COUNTER_DIGITS];
        PREFIX.getChars(0, PREFIX.length(), id, 0);
        int end = id.length;
        end = put(id, end, COUNTER_DIGITS, counter.getAndIncrement());
        end = put(id, end, PROCESS_DIGITS, process);
        put(id, end, TIME_DIGITS, clock.millis());
        return new String(id);
    }

    private static int put(char[] id, int end, int digits, long value) {
        long rest = value;
        for (int i = end - 1; i >= end - digits; i--) {
            id[i] = DIGITS[(int) (rest & 31)];
            rest >>>= 5;
        }
        return end - digits;
    }
}
