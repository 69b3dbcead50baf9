package io.ccgate.server;

import java.util.concurrent.TimeUnit;

/**
 * What a client connection waits for, since when, and whether that is too long by now. It only judges; the connection acts. Confined
 * to the connection's event loop.
 */
final class Patience {
    /** Bytes of an unwanted body read and dropped so that the client gets to see the answer (RFC 9112, section 9.6). */
    private static final int MAX_LINGER_BYTES = 64 * 1024 * 1024;

    /** How long the client may be silent while the rest of its request is dropped, and how long that may take in all. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long MAX_LINGER_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** A body that comes in more slowly, after the time that a client may be silent, is not worth its connection. */
    private static final long MIN_BYTES_PER_SECOND = 500;

    private static final long MAX_NANOS_PER_BYTE = TimeUnit.SECONDS.toNanos(1) / MIN_BYTES_PER_SECOND;

    /** A disk that takes longer must not keep answers from their clients. */
    private static final long MAX_RECORD_NANOS = TimeUnit.SECONDS.toNanos(10);

    enum Wait {
        /** For the next request. */
        IDLE,
        /** For the rest of a request's head. */
        HEAD,
        /** For the rest of a request. */
        REQUEST,
        /** For the upstream: its own timers run. */
        ANSWER,
        /** For the record of the answer to be on the disk. */
        RECORD,
        /** For the client to read the last answer; nothing it still sends is looked at. */
        LINGER
    }

    enum Verdict {
        GO_ON,
        /** Nothing more is owed to the client. */
        CLOSE,
        /** The client does not read its answer. */
        STUCK,
        /** The request comes in too slowly. */
        SLOW_REQUEST,
        /** The disk does not take the record. */
        SLOW_RECORD
    }

    private final ClientServices services;
    private Wait wait = Wait.IDLE;
    private long since;
    private long entered;
    private long unwritableSince;
    private long uploaded;
    private long dropped;

    Patience(ClientServices services) {
        this.services = services;
        enter(Wait.IDLE);
    }

    void enter(Wait next) {
        wait = next;
        since = now();
        entered = since;
        uploaded = 0;
    }

    /**
     * The connection looks at its waits. A head that has begun is timed from here on: its bytes are not seen as they come, and a wait
     * this long may be a look's distance longer.
     */
    void looked(boolean inHead) {
        if (wait == Wait.IDLE && inHead) {
            enter(Wait.HEAD);
        }
    }

    boolean lingers() {
        return wait == Wait.LINGER;
    }

    /** The client sent something of its request's body. */
    void received(int bytes) {
        since = now();
        uploaded += bytes;
    }

    /** The client sent something that nobody wants; false when it was more than may be read for politeness. */
    boolean mayDrop(int bytes) {
        since = now();
        dropped += bytes;
        return dropped <= MAX_LINGER_BYTES;
    }

    void writable(boolean writable) {
        unwritableSince = writable ? 0 : now();
    }

    Verdict verdict() {
        long now = now();
        long patience = services.clientTimeoutNanos();
        if (unwritableSince != 0 && now - unwritableSince > patience) {
            return Verdict.STUCK;
        }
        long waited = now - since;
        long inAll = now - entered;
        return switch (wait) {
            case IDLE -> waited > services.idleNanos() ? Verdict.CLOSE : Verdict.GO_ON;
            case HEAD -> waited > patience ? Verdict.SLOW_REQUEST : Verdict.GO_ON;
            case REQUEST ->
                waited > patience || inAll > patience + uploaded * MAX_NANOS_PER_BYTE
                        ? Verdict.SLOW_REQUEST
                        : Verdict.GO_ON;
            case LINGER -> waited > LINGER_NANOS || inAll > MAX_LINGER_NANOS ? Verdict.CLOSE : Verdict.GO_ON;
            case ANSWER -> Verdict.GO_ON;
            case RECORD -> waited > MAX_RECORD_NANOS ? Verdict.SLOW_RECORD : Verdict.GO_ON;
        };
    }

    private long now() {
        return services.nanoTime().getAsLong();
    }
}
