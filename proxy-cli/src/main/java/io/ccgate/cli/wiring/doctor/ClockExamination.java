package io.ccgate.cli.wiring.doctor;

import io.ccgate.cli.port.Doctor.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether the clock is right: days of usage, limits and TLS certificates go by it. */
final class ClockExamination {
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
    private static final Duration TOLERABLE = Duration.ofSeconds(30);
    private static final Duration HARMFUL = Duration.ofMinutes(5);
    private static final String REMEDY = "let the machine keep its time with NTP (timedatectl set-ntp true)";

    private ClockExamination() {}

    /** @param seen how far upstreams' clocks are ahead of ours; the one in the middle is believed */
    static List<Check> of(Instant now, List<Duration> seen) {
        Checks checks = new Checks("clock");
        if (now.isBefore(EARLIEST) || now.isAfter(LATEST)) {
            checks.problem("time", now + " cannot be", REMEDY);
        } else if (seen.isEmpty()) {
            checks.notChecked("time", now + "; no upstream told its own", "");
        } else {
            Duration ahead = seen.stream().sorted().toList().get(seen.size() / 2);
            Duration off = ahead.abs();
            String finding = off.toSeconds() + " s " + (ahead.isNegative() ? "ahead of" : "behind") + " the upstreams'";
            if (off.compareTo(HARMFUL) > 0) {
                checks.problem("time", finding, REMEDY);
            } else if (off.compareTo(TOLERABLE) > 0) {
                checks.warning("time", finding, REMEDY);
            } else {
                checks.ok("time", "agrees with the upstreams'");
            }
        }
        return checks.list();
    }
}
