package io.ccgate.cli;

import io.ccgate.cli.port.AdminApi;
import io.ccgate.cli.port.BookKeeper;
import io.ccgate.cli.port.ConfigFiles;
import io.ccgate.cli.port.Doctor;
import io.ccgate.cli.port.Explainer;
import io.ccgate.cli.port.GatewayStarter;
import io.ccgate.cli.port.InvalidConfiguration;
import io.ccgate.cli.port.Keys;
import io.ccgate.cli.port.MockStarter;
import io.ccgate.cli.port.Ports;
import io.ccgate.cli.port.UsageReader;
import io.ccgate.cli.port.UsageVerifier;
import io.ccgate.config.check.Finding;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A product that answers what a test tells it, and remembers what it was asked. */
final class FakeProduct
        implements ConfigFiles, Keys, GatewayStarter, MockStarter, UsageReader, BookKeeper, UsageVerifier {
    List<Finding> findings = List.of();
    List<Row> rows = List.of();
    List<Change> changes = List.of();
    List<Difference> differences = List.of();
    Report report = new Report(true, 0, 0, 0, 0, 0, List.of());
    boolean configThere;
    final FakeAgents agents = new FakeAgents(this);
    final FakeAgentsFile agentsFile = new FakeAgentsFile(this);
    final List<String> asked = new ArrayList<>();

    Ports ports() {
        Doctor doctor = (config, data) -> {
            asked.add("doctor " + config + " " + data);
            return List.of();
        };
        AdminApi admin = (gateway, path, authorization, json) -> {
            asked.add("post " + gateway + path + " " + json);
            return new AdminApi.Answer(200, "{}");
        };
        Explainer explainer = (config, data, question) -> {
            asked.add("explain " + config + " " + data + " " + question);
            return new AdminApi.Answer(200, "{}");
        };
        return new Ports(this, this, this, this, this, this, this, agents, agentsFile, doctor, admin, explainer);
    }

    @Override
    public Loaded load(Path folder) {
        asked.add("load " + folder);
        return new Loaded(Optional.empty(), findings);
    }

    @Override
    public String text(List<Finding> shown) {
        StringBuilder text = new StringBuilder();
        for (Finding f : shown) {
            text.append(f.file())
                    .append(':')
                    .append(f.line())
                    .append(": ")
                    .append(f.problem())
                    .append('\n');
        }
        return text.toString();
    }

    @Override
    public String json(List<Finding> shown) {
        return "[" + shown.size() + "]\n";
    }

    @Override
    public Written init(Path folder, First first) {
        asked.add("init " + folder + " " + first);
        List<Path> files = List.of(folder.resolve("server.json"));
        return configThere
                ? new Written(List.of(), files, Optional.empty(), Optional.empty())
                : new Written(files, List.of(), Optional.of("key-1"), Optional.of("password-1"));
    }

    @Override
    public boolean isThere(Path folder) {
        return configThere;
    }

    @Override
    public List<String> schemaNames() {
        return List.of("server", "tenants");
    }

    @Override
    public String schema(String name) {
        return "{\"title\":\"" + name + "\"}\n";
    }

    @Override
    public String newKey() {
        return "sk-new";
    }

    @Override
    public String hashKey(String key) {
        return "sha256:of-" + key;
    }

    @Override
    public String hashPassword(String password) {
        return "slow:of-" + password;
    }

    @Override
    public Running start(Path config, Path data) throws Exception {
        asked.add("start " + config + " " + data);
        if (!findings.isEmpty()) {
            throw new InvalidConfiguration(findings);
        }
        return new Running() {
            @Override
            public List<URI> addresses() {
                return List.of(URI.create("http://127.0.0.1:3000"));
            }

            @Override
            public Duration shutdownGrace() {
                return Duration.ofMinutes(5);
            }

            @Override
            public void stop(Duration grace) {
                asked.add("stop " + grace);
            }

            @Override
            public void awaitStopped() {
                asked.add("await");
            }
        };
    }

    @Override
    public Map<String, String> faults() {
        return Map.of("status", "answer this status, 100% of the time", "hang", "never answer");
    }

    @Override
    public RunningMock start(String host, int port, Optional<String> key, Map<String, String> faults) {
        if (faults.containsValue("soon")) {
            throw new IllegalArgumentException("latency: cannot use 'soon'");
        }
        asked.add("mock " + host + ":" + port + " " + faults);
        throw new java.io.UncheckedIOException(new IOException("cannot listen on " + host + ":" + port));
    }

    long hiddenGroups;

    @Override
    public List<Change> reprice(Path data, Path config, Reprice which, boolean write) {
        asked.add("reprice " + data + " " + config + " " + which + " " + write);
        return changes;
    }

    @Override
    public List<Difference> reconcile(Path data, Invoice invoice) {
        asked.add("reconcile " + data + " " + invoice);
        return differences;
    }

    @Override
    public Report verify(Path data, Optional<String> tenant, LocalDate from, LocalDate to) {
        asked.add("verify " + data + " " + tenant + " " + from + " " + to);
        return report;
    }

    @Override
    public UsageReader.Answer read(Path data, Question question) {
        asked.add("usage " + data + " " + question);
        UsageReader.Answer all = UsageReader.Answer.all(rows);
        return new UsageReader.Answer(all.rows(), all.total(), all.groups() + hiddenGroups);
    }
}
