package io.ccgate.mock;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** What all connections of one demo upstream share. Safe for all threads. */
final class MockState {
    private final Optional<String> requiredKey;
    private final int recordLimit;
    private final LongAdder requests = new LongAdder();
    private final LongAdder tokens = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final Deque<RecordedRequest> recorded = new ArrayDeque<>();
    private volatile Active active;

    /** Faults in force, for all requests or for a number of them. */
    private record Active(MockFaults always, MockFaults limited, int times) {}

    MockState(MockOptions options) {
        requiredKey = options.requiredKey();
        recordLimit = options.recorded();
        active = new Active(options.faults(), MockFaults.NONE, 0);
    }

    void opened() {
        connections.increment();
    }

    void closed() {
        connections.decrement();
    }

    void cancelled(long tokensSent) {
        cancelled.increment();
        tokens.add(tokensSent);
    }

    void billed(long count) {
        tokens.add(count);
    }

    void received(RecordedRequest request) {
        requests.increment();
        if (recordLimit > 0) {
            synchronized (recorded) {
                if (recorded.size() == recordLimit) {
                    recorded.removeFirst();
                }
                recorded.addLast(request);
            }
        }
    }

    List<RecordedRequest> recorded() {
        synchronized (recorded) {
            return List.copyOf(recorded);
        }
    }

    void forget() {
        synchronized (recorded) {
            recorded.clear();
        }
    }

    MockCounters counters() {
        return new MockCounters(requests.sum(), tokens.sum(), cancelled.sum(), connections.sum());
    }

    synchronized void faults(MockFaults faults) {
        active = new Active(faults, MockFaults.NONE, 0);
    }

    synchronized void faults(MockFaults faults, int times) {
        active = new Active(active.always, faults, times);
    }

    MockFaults faultsInForce() {
        Active now = active;
        return now.times > 0 ? now.limited.over(now.always) : now.always;
    }

    /** The server-wide faults for one request; limited ones are used up by POSTs, not by probes and lists. */
    MockFaults takeFaults(RecordedRequest request) {
        if (active.times == 0 || !request.method().equals("POST")) {
            return active.always;
        }
        synchronized (this) {
            Active now = active;
            if (now.times == 0) {
                return now.always;
            }
            active = new Active(now.always, now.limited, now.times - 1);
            return now.limited.over(now.always);
        }
    }

    /** Whether the request shows the required key, in whatever form; probes need none. */
    boolean welcomes(RecordedRequest request) {
        if (requiredKey.isEmpty()
                || MockRoutes.path(request).endsWith("/health")
                || request.method().equals("HEAD")) {
            return true;
        }
        byte[] required = requiredKey.get().getBytes(StandardCharsets.UTF_8);
        Stream<String> shown = Stream.of(
                        request.header("authorization").map(value -> value.replaceFirst("(?i)^bearer ", "")),
                        request.header("x-api-key"),
                        request.header("x-goog-api-key"),
                        queryKey(MockRoutes.query(request)))
                .flatMap(Optional::stream);
        return shown.anyMatch(key -> MessageDigest.isEqual(key.getBytes(StandardCharsets.UTF_8), required));
    }

    private static Optional<String> queryKey(String query) {
        return Stream.of(query.split("&"))
                .filter(pair -> pair.startsWith("key="))
                .map(pair -> pair.substring(4))
                .findFirst();
    }
}
