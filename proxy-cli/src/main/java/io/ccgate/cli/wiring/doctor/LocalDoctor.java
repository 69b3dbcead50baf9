package io.ccgate.cli.wiring.doctor;

import io.ccgate.LoneProbe;
import io.ccgate.cli.port.Doctor;
import io.ccgate.cli.wiring.doctor.UpstreamExamination.Examined;
import io.ccgate.config.check.Finding;
import io.ccgate.config.load.ConfigLoader;
import io.ccgate.config.load.LoadResult;
import io.ccgate.config.model.Config;
import io.ccgate.config.model.UpstreamConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Examines this machine and, from it, the upstreams: all of them at once. */
public final class LocalDoctor implements Doctor {
    /** Three calls of fifteen seconds, and some. */
    private static final long LONGEST_SECONDS = 60;

    @Override
    public List<Check> examine(Path folder, Path data) throws InterruptedException {
        InstantSource clock = InstantSource.system();
        LoadResult loaded = new ConfigLoader(folder, System::getenv, clock).load();
        List<Check> checks = new ArrayList<>(config(folder, loaded.findings()));
        Optional<Config> config = loaded.config();
        if (config.isPresent()) {
            checks.addAll(PortExamination.of(config.get().server(), data));
        } else {
            later(checks, "ports");
        }
        checks.addAll(DiskExamination.of(data));
        List<Examined> upstreams = config.isPresent() ? upstreams(config.get().upstreams(), clock) : List.of();
        List<Duration> ahead =
                upstreams.stream().flatMap(each -> each.ahead().stream()).toList();
        checks.addAll(ClockExamination.of(clock.instant(), ahead));
        upstreams.forEach(each -> checks.addAll(each.checks()));
        if (config.isEmpty()) {
            later(checks, "upstreams");
        }
        return checks;
    }

    private static void later(List<Check> checks, String area) {
        checks.add(new Check(
                area,
                "all",
                Outcome.NOT_CHECKED,
                "the configuration has errors",
                "put them right, then run this again"));
    }

    private static List<Check> config(Path folder, List<Finding> findings) {
        Checks checks = new Checks("config");
        for (Finding finding : findings) {
            String place = finding.file()
                    + (finding.line() > 0 ? ":" + finding.line() : "")
                    + (finding.pointer().isEmpty() ? "" : " " + finding.pointer());
            if (finding.severity() == Finding.Severity.ERROR) {
                checks.problem(place, finding.problem(), finding.remedy());
            } else {
                checks.warning(place, finding.problem(), finding.remedy());
            }
        }
        if (findings.isEmpty()) {
            checks.ok(folder.toString(), "in order");
        }
        return checks.list();
    }

    private static List<Examined> upstreams(List<UpstreamConfig> upstreams, InstantSource clock)
            throws InterruptedException {
        try (LoneProbe lone = new LoneProbe()) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
            List<CompletableFuture<Examined>> running = upstreams.stream()
                    .map(upstream -> new UpstreamExamination(upstream, lone.probe(), clock).examine())
                    .toList();
            List<Examined> examined = new ArrayList<>();
            for (int i = 0; i < running.size(); i++) {
                try {
                    examined.add(running.get(i).get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
                } catch (ExecutionException | TimeoutException e) {
                    Checks gaveUp = new Checks("upstream " + upstreams.get(i).id());
                    gaveUp.problem("all", "the examination came to no end", "try again");
                    examined.add(new Examined(gaveUp.list(), Optional.empty()));
                }
            }
            return examined;
        }
    }
}
