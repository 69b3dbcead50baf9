package io.ccgate.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Load for {@code scripts/bench.sh}: one event loop, bounded in count and time. Prints one line of {@code name=value}
 * pairs; exits 1 with a message if an answer is not 200 or ends early.
 *
 * <pre>
 * LoadTool streams --port P [--streams 400] [--interval 20ms] ...   many streams, an event each now and then
 * LoadTool oneshot --port P [--streams 32] ...                      streams of 200 events in one write, one after the other
 * LoadTool hold    --port P [--streams 5000]                        idle streams; how the process' memory grows
 * LoadTool await   --port P                                         wall clock in ms at which the first answer came
 * options: --key K, --seconds 5 (measured), --settle 1 (before it), --pids A,B (whose CPU time and memory)
 * </pre>
 */
public final class LoadTool {
    private LoadTool() {}

    /** See the class. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        String mode = arguments.length == 0 ? "help" : arguments[0];
        Target target = new Target(
                Integer.parseInt(options.getOrDefault("--port", "0")), options.getOrDefault("--key", "bench-key"));
        Processes processes = Processes.of(options.getOrDefault("--pids", ""));
        Duration settle = Duration.ofMillis((long) (1000 * Double.parseDouble(options.getOrDefault("--settle", "1"))));
        Duration measured =
                Duration.ofMillis((long) (1000 * Double.parseDouble(options.getOrDefault("--seconds", "5"))));
        switch (mode) {
            case "streams" -> {
                String interval = options.getOrDefault("--interval", "20ms");
                int count = Integer.parseInt(options.getOrDefault("--streams", "400"));
                System.out.println(new StreamLoad(target, processes).paced(count, interval, settle, measured));
            }
            case "oneshot" -> {
                int count = Integer.parseInt(options.getOrDefault("--streams", "32"));
                System.out.println(new StreamLoad(target, processes).oneWrite(count, settle, measured));
            }
            case "hold" -> {
                int count = Integer.parseInt(options.getOrDefault("--streams", "5000"));
                System.out.println(new StreamLoad(target, processes).hold(count));
            }
            case "await" -> System.out.println("answered_ms=" + target.awaitFirstAnswer(Duration.ofSeconds(20)));
            default -> {
                System.err.println("usage: LoadTool streams|oneshot|hold|await --port P [options]");
                System.exit(2);
            }
        }
        System.exit(0);
    }
}
