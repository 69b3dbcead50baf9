package io.ccgate.cli.wiring;

import io.ccgate.agents.apply.AgentOutcome;
import io.ccgate.agents.apply.AgentSettings;
import io.ccgate.agents.apply.Enabled;
import io.ccgate.agents.apply.Note;
import io.ccgate.agents.found.Finds;
import io.ccgate.agents.found.OtherPrograms;
import io.ccgate.agents.found.OwnFiles;
import io.ccgate.agents.home.AgentHomes;
import io.ccgate.agents.local.Choice;
import io.ccgate.agents.local.GatewayAddress;
import io.ccgate.agents.local.LocalAgents;
import io.ccgate.agents.local.Unfit;
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

    private static LocalAgents local(Place place) {
        return new LocalAgents(homes(place), CLOCK);
    }

    static AgentHomes homes(Place place) {
        Path home = place.home().orElseGet(() -> AgentHomes.userHome(System::getenv));
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
        Optional<Config> config =
                Files.isDirectory(source.config()) ? Optional.of(load(source.config())) : Optional.empty();
        Choice choice = new Choice(source.gateway(), source.tenant(), source.key(), source.profile());
        try {
            return changes(local(place).enable(chosen(place), config, choice, manner(manner)));
        } catch (Unfit unfit) {
            throw new CommandFailure(unfit.reason(), unfit);
        }
    }

    private static Config load(Path folder) {
        LoadResult result = new ConfigLoader(folder, System::getenv, CLOCK).load();
        return result.config()
                .orElseThrow(() -> new CommandFailure("the configuration is in error; nothing was done:\n"
                        + FindingFormat.TEXT.render(result.errors()).stripTrailing()));
    }

    @Override
    public List<Change> disable(Place place, Manner manner) throws IOException {
        return changes(local(place).settings().disable(chosen(place), manner(manner)));
    }

    @Override
    public List<Change> undo(Place place, Manner manner) throws IOException {
        return changes(local(place).settings().undo(chosen(place), manner(manner)));
    }

    @Override
    public List<Change> refresh(Place place, Path config) throws IOException {
        try {
            return changes(local(place).refresh(chosen(place), load(config)));
        } catch (Unfit unfit) {
            throw new CommandFailure(unfit.reason(), unfit);
        }
    }

    @Override
    public List<Standing> status(Place place) throws IOException {
        List<Standing> all = new ArrayList<>();
        local(place)
                .settings()
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

    private static String address(String gateway) {
        try {
            return GatewayAddress.checked(gateway);
        } catch (Unfit unfit) {
            throw new CommandFailure(unfit.reason(), unfit);
        }
    }

    private static List<String> ids(Set<Agent> agents) {
        return agents.stream().sorted().map(Agent::id).toList();
    }

    @Override
    public String fetch(String gateway, String key) throws IOException {
        return PulledProfile.fetch(address(gateway), key);
    }

    @Override
    public List<Change> apply(Place place, String profile, String gateway, String key, Manner manner)
            throws IOException {
        PulledProfile pulled = PulledProfile.of(profile, address(gateway), key);
        return changes(local(place)
                .settings()
                .enable(chosen(place), pulled.profile(), pulled.how(CLOCK.instant()), manner(manner)));
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
