package io.ccgate.agents.apply;

import io.ccgate.agents.home.AgentHomes;
import io.ccgate.agents.wish.Profile;
import io.ccgate.config.model.Agent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A home folder with agents in it, and a gateway for them. */
final class AgentsHome {
    static final Agent CLAUDE = Agent.CLAUDE_CODE;
    static final List<Agent> ALL = AgentHomes.AGENTS;
    static final AgentSettings.Manner PLAIN = new AgentSettings.Manner(false, false);
    static final AgentSettings.Manner FORCE = new AgentSettings.Manner(false, true);
    static final AgentSettings.Manner DRY = new AgentSettings.Manner(true, false);
    static final String KEY = "sk-tenant-0123456789abcdef";

    final Path home;
    final Map<String, String> environment = new HashMap<>();
    Optional<Path> project = Optional.empty();
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    AgentsHome(Path home) throws IOException {
        this.home = home;
        for (String folder : List.of(".claude", ".codex", ".gemini")) {
            Files.createDirectories(home.resolve(folder));
        }
    }

    AgentSettings settings() {
        InstantSource clock = () -> now = now.plusSeconds(1);
        return new AgentSettings(new AgentHomes(home, environment::get, project), clock);
    }

    static Profile profile(String... servers) {
        Map<Agent, Profile.Prompt> prompts = new HashMap<>();
        ALL.forEach(agent -> prompts.put(agent, new Profile.Prompt("house", "Answer briefly.\nTest first.", false)));
        List<Profile.Server> list = Stream.of(servers)
                .map(name ->
                        new Profile.Server(name, "{\"command\":\"npx\",\"args\":[\"" + name + "\"]}", Set.copyOf(ALL)))
                .toList();
        return new Profile(
                Optional.of(new Profile.Endpoint("http://127.0.0.1:3000", KEY)),
                Map.of(
                        CLAUDE,
                        "{\"includeCoAuthoredBy\":false}",
                        Agent.CODEX,
                        "{\"model_reasoning_effort\":\"high\",\"tui\":{\"notifications\":true}}"),
                list,
                prompts);
    }

    static Enabled on() {
        return new Enabled("http://127.0.0.1:3000", Optional.of("team"), Optional.empty(), Instant.EPOCH);
    }

    List<AgentOutcome> enable(String... servers) throws IOException {
        return settings().enable(ALL, profile(servers), on(), PLAIN);
    }

    List<AgentOutcome> disable() throws IOException {
        return settings().disable(ALL, PLAIN);
    }

    Path write(String file, String text) throws IOException {
        Path path = home.resolve(file);
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return Files.write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    String read(String file) throws IOException {
        return Files.readString(home.resolve(file), StandardCharsets.UTF_8);
    }

    /** Every file with its bytes and mode, our own books left out. */
    Map<String, String> snapshot() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(home)) {
            for (Path path : walk.toList()) {
                String name = home.relativize(path).toString().replace('\\', '/');
                if (!name.startsWith(".ccgate") && !Files.isDirectory(path)) {
                    String bytes = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
                    boolean posix =
                            path.getFileSystem().supportedFileAttributeViews().contains("posix");
                    Object mode = posix ? Files.getPosixFilePermissions(path) : "";
                    files.put(
                            name,
                            mode + (Files.isSymbolicLink(path) ? " -> " + Files.readSymbolicLink(path) : "") + "\n"
                                    + bytes);
                }
            }
        }
        return files;
    }
}
