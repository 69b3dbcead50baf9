package io.ccgate.cli.wiring;

import io.ccgate.agents.apply.AgentOutcome;
import io.ccgate.agents.apply.AgentSettings;
import io.ccgate.agents.apply.AgentState;
import io.ccgate.agents.apply.Enabled;
import io.ccgate.agents.apply.Note;
import io.ccgate.agents.found.Finds;
import io.ccgate.agents.found.OtherPrograms;
import io.ccgate.agents.found.OwnFiles;
import io.ccgate.agents.home.AgentHomes;
import io.ccgate.agents.wish.Profile;
import io.ccgate.agents.wish.Profiles;
import io.ccgate.cli.exit.CommandFailure;
import io.ccgate.cli.port.AgentTools;
import io.ccgate.config.check.FindingFormat;
import io.ccgate.config.load.ConfigLoader;
import io.ccgate.config.load.LoadResult;
import io.ccgate.config.model.Agent;
import io.ccgate.config.model.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The agents' settings on this machine. */
public final class DiskAgentTools implements AgentTools {
    private static final InstantSource CLOCK = InstantSource.system();

    @Override
    public List<String> agents() {
        return AgentHomes.AGENTS.stream().map(Agent::id).toList();
    }

    private static AgentSettings settings(Place place) {
        return new AgentSettings(homes(place), CLOCK);
    }

    static AgentHomes homes(Place place) {
        Path home = place.home().orElseGet(() -> Path.of(System.getProperty("user.home")));
        Optional<Path> project =
                place.project().map(path -> path.toAbsolutePath().normalize());
        return new AgentHomes(home.toAbsolutePath().normalize(), System::getenv, project);
    }

    static List<Agent> chosen(Place place) {
        return AgentHomes.AGENTS.stream()
                .filter(agent -> place.agents().isEmpty() || place.agents().contains(agent.id()))
                .toList();
    }

    private static AgentSettings.Manner manner(Manner manner) {
        return new AgentSettings.Manner(manner.dryRun(), manner.force());
    }

    @Override
    public List<Change> enable(Place place, Source source, Manner manner) throws IOException {
        AgentSettings settings = settings(place);
        Map<Agent, AgentState> states = settings.states(chosen(place));
        List<Change> changes = new ArrayList<>();
        Optional<Config> config =
                Files.isDirectory(source.config()) ? Optional.of(load(source.config())) : Optional.empty();
        for (Agent agent : chosen(place)) {
            AgentState state =
                    states.getOrDefault(agent, new AgentState(false, Optional.empty(), List.of(), List.of()));
            if (!state.installed() && state.enabled().isEmpty()) {
                changes.addAll(changes(
                        List.of(new AgentOutcome(agent, AgentOutcome.State.NOT_INSTALLED, List.of(), List.of()))));
                continue;
            }
            Plan plan = plan(config, source, state.enabled());
            changes.addAll(changes(settings.enable(List.of(agent), plan.profile(), plan.how(), manner(manner))));
        }
        return changes;
    }

    /** What is written, and what is remembered of it. */
    private record Plan(Profile profile, Enabled how) {}

    private static Plan plan(Optional<Config> config, Source source, Optional<Enabled> last) {
        TenantKey key = TenantKey.of(config, source, last.flatMap(Enabled::tenant));
        String gateway = source.gateway()
                .or(() -> last.map(Enabled::gateway))
                .or(() -> config.map(GatewayAddress::of))
                .orElseThrow(() -> new CommandFailure("no configuration in " + source.config()
                        + ", so the gateway is not known; name it with --gateway URL"));
        Optional<String> profileName = source.profile()
                .or(() -> last.flatMap(Enabled::profile))
                .or(() -> config.flatMap(c -> key.tenant().flatMap(id -> Profiles.nameFor(c.agents(), id))));
        Profile content = config.isEmpty()
                ? new Profile(Optional.empty(), Map.of(), List.of(), Map.of())
                : Profiles.of(config.get().agents(), profileName)
                        .orElseThrow(() -> noProfile(config.get(), profileName));
        String url = GatewayAddress.checked(gateway);
        Profile profile = new Profile(
                Optional.of(new Profile.Endpoint(url, key.key())),
                content.settings(),
                content.servers(),
                content.prompts());
        return new Plan(profile, new Enabled(url, key.tenant(), profileName, CLOCK.instant()));
    }

    private static CommandFailure noProfile(Config config, Optional<String> name) {
        List<String> known = config.agents().profiles().stream()
                .map(profile -> profile.name())
                .toList();
        return new CommandFailure("there is no profile \"" + name.orElse("") + "\" in agents.json; "
                + (known.isEmpty() ? "it has none" : "known: " + String.join(", ", known)));
    }

    private static Config load(Path folder) {
        LoadResult result = new ConfigLoader(folder, System::getenv, CLOCK).load();
        return result.config()
                .orElseThrow(() -> new CommandFailure("the configuration is in error; nothing was done:\n"
                        + FindingFormat.TEXT.render(result.errors()).stripTrailing()));
    }

    @Override
    public List<Change> disable(Place place, Manner manner) throws IOException {
        return changes(settings(place).disable(chosen(place), manner(manner)));
    }

    @Override
    public List<Change> undo(Place place, Manner manner) throws IOException {
        return changes(settings(place).undo(chosen(place), manner(manner)));
    }

    @Override
    public List<Change> refresh(Place place, Path config) throws IOException {
        List<String> on = settings(place).states(chosen(place)).entrySet().stream()
                .filter(entry -> entry.getValue().enabled().isPresent())
                .map(entry -> entry.getKey().id())
                .toList();
        if (on.isEmpty()) {
            return List.of();
        }
        Source source = new Source(config, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return enable(new Place(place.home(), place.project(), on), source, new Manner(false, false));
    }

    @Override
    public List<Standing> status(Place place) throws IOException {
        List<Standing> all = new ArrayList<>();
        settings(place)
                .states(chosen(place))
                .forEach((agent, state) -> all.add(new Standing(
                        agent.id(),
                        title(agent),
                        state.installed(),
                        state.enabled().map(Enabled::gateway),
                        state.enabled().flatMap(Enabled::tenant),
                        state.enabled().flatMap(Enabled::profile),
                        state.files(),
                        state.drift())));
        return all;
    }

    @Override
    public Found find(Place place, List<Path> from) throws IOException {
        List<Finds> all = new ArrayList<>();
        if (from.isEmpty()) {
            all.add(OwnFiles.look(homes(place), chosen(place)));
        }
        for (Path file : from) {
            all.add(OtherPrograms.look(file));
        }
        List<FoundServer> servers = new ArrayList<>();
        List<FoundPrompt> prompts = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Finds finds : all) {
            finds.servers()
                    .forEach(server -> servers.add(new FoundServer(
                            server.name(),
                            server.definition().toString(),
                            ids(server.agents()),
                            server.enabled(),
                            server.origin())));
            finds.prompts()
                    .forEach(prompt -> prompts.add(new FoundPrompt(
                            prompt.name(), prompt.content(), ids(prompt.agents()), prompt.enabled(), prompt.origin())));
            notes.addAll(finds.notes());
        }
        return new Found(servers, prompts, notes);
    }

    private static List<String> ids(Set<Agent> agents) {
        return agents.stream().sorted().map(Agent::id).toList();
    }

    @Override
    public String fetch(String gateway, String key) throws IOException {
        return PulledProfile.fetch(GatewayAddress.checked(gateway), key);
    }

    @Override
    public List<Change> apply(Place place, String profile, String gateway, String key, Manner manner)
            throws IOException {
        PulledProfile pulled = PulledProfile.of(profile, GatewayAddress.checked(gateway), key);
        return changes(
                settings(place).enable(chosen(place), pulled.profile(), pulled.how(CLOCK.instant()), manner(manner)));
    }

    private static List<Change> changes(List<AgentOutcome> outcomes) {
        List<Change> changes = new ArrayList<>();
        for (AgentOutcome outcome : outcomes) {
            Map<Path, String> diffs = new LinkedHashMap<>();
            outcome.diffs().forEach(diff -> diffs.put(diff.file(), diff.diff()));
            boolean installed = outcome.state() != AgentOutcome.State.NOT_INSTALLED;
            changes.add(new Change(
                    outcome.agent().id(),
                    title(outcome.agent()),
                    words(outcome.state()),
                    installed,
                    diffs,
                    outcome.notes().stream().map(Note::text).toList(),
                    outcome.hasProblem()));
        }
        return changes;
    }

    private static String words(AgentOutcome.State state) {
        return switch (state) {
            case NOT_INSTALLED -> "not installed, skipped";
            case UNCHANGED -> "nothing to change";
            case CHANGED -> "changed";
            case REFUSED -> "refused, left as it was";
        };
    }

    private static String title(Agent agent) {
        return switch (agent) {
            case CLAUDE_CODE -> "Claude Code";
            case CODEX -> "Codex";
            case GEMINI -> "Gemini CLI";
            case OTHER -> "other";
        };
    }
}
