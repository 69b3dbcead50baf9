package io.ccgate.bench;

import io.ccgate.mock.MockOptions;
import io.ccgate.mock.MockUpstream;
import java.util.concurrent.CountDownLatch;

/** The demo upstream as a process of its own: {@code BenchUpstream PORT}. Runs until it is killed. */
public final class BenchUpstream {
    private BenchUpstream() {}

    /** Starts it; says {@code ready PORT} on standard output when it listens. */
    public static void main(String[] arguments) throws InterruptedException {
        int port = Integer.parseInt(arguments[0]);
        try (MockUpstream upstream = MockUpstream.start(MockOptions.defaults().withPort(port))) {
            System.out.println("ready " + upstream.port());
            new CountDownLatch(1).await();
        }
    }
}
