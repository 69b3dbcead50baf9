package io.ccgate.agents.local;

import io.ccgate.agents.apply.AgentOutcome;
import io.ccgate.agents.apply.AgentSettings;
import io.ccgate.agents.apply.AgentSettings.Manner;
import io.ccgate.agents.apply.AgentState;
import io.ccgate.agents.apply.Enabled;
import io.ccgate.agents.home.AgentHomes;
import io.ccgate.agents.wish.Profile;
import io.ccgate.agents.wish.Profiles;
import io.ccgate.config.model.Agent;
import io.ccgate.config.model.AgentsConfig;
import io.ccgate.config.model.Config;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Switches the agents of this machine to the gateway of a configuration. */
public final class LocalAgents {
    private final AgentSettings settings;
    private final InstantSource clock;

    public LocalAgents(AgentHomes homes, InstantSource clock) {
        this.settings = new AgentSettings(homes, clock);
        this.clock = clock;
    }

    /** What is written, and what is remembered of it. */
    private record Plan(Profile profile, Enabled how) {}

    /**
     * Switches agents on, or brings what changed to those that are.
     *
     * @param config empty where only a gateway and a key are known
     * @throws Unfit when it is not clear what to write
     */
    public List<AgentOutcome> enable(List<Agent> agents, Optional<Config> config, Choice choice, Manner manner)
            throws IOException {
        List<AgentOutcome> outcomes = new ArrayList<>();
        for (Map.Entry<Agent, AgentState> entry : settings.states(agents).entrySet()) {
            Agent agent = entry.getKey();
            AgentState state = entry.getValue();
            if (!state.installed() && state.enabled().isEmpty()) {
                outcomes.add(new AgentOutcome(agent, AgentOutcome.State.NOT_INSTALLED, List.of(), List.of()));
            } else {
                Plan plan = plan(config, choice, state.enabled());
                outcomes.addAll(settings.enable(List.of(agent), plan.profile(), plan.how(), manner));
            }
        }
        return outcomes;
    }

    /** Brings a changed configuration to the agents that are on; the others are left out. */
    public List<AgentOutcome> refresh(List<Agent> agents, Config config) throws IOException {
        List<Agent> on = new ArrayList<>();
        settings.states(agents).forEach((agent, state) -> {
            if (state.enabled().isPresent()) {
                on.add(agent);
            }
        });
        return enable(on, Optional.of(config), Choice.NONE, new Manner(false, false));
    }

    /** The settings themselves, for what needs no configuration. */
    public AgentSettings settings() {
        return settings;
    }

    private Plan plan(Optional<Config> config, Choice choice, Optional<Enabled> last) {
        TenantKey key = TenantKey.of(config, choice, last.flatMap(Enabled::tenant));
        String gateway = choice.gateway()
                .or(() -> last.map(Enabled::gateway))
                .or(() -> config.map(GatewayAddress::of))
                .orElseThrow(() -> new Unfit(
                        "there is no configuration here, so the gateway is not known; name it with --gateway URL"));
        Optional<String> name = choice.profile()
                .or(() -> last.flatMap(Enabled::profile))
                .or(() -> config.flatMap(known -> key.tenant().flatMap(id -> Profiles.nameFor(known.agents(), id))));
        Profile content = config.isEmpty()
                ? new Profile(Optional.empty(), Map.of(), List.of(), Map.of())
                : Profiles.of(config.get().agents(), name)
                        .orElseThrow(() -> noProfile(config.get().agents(), name));
        String url = GatewayAddress.checked(gateway);
        Profile profile = new Profile(
                Optional.of(new Profile.Endpoint(url, key.key())),
                content.settings(),
                content.servers(),
                content.prompts());
        return new Plan(profile, new Enabled(url, key.tenant(), name, clock.instant()));
    }

    private static Unfit noProfile(AgentsConfig agents, Optional<String> name) {
        List<String> known =
                agents.profiles().stream().map(AgentsConfig.Profile::name).toList();
        return new Unfit("there is no profile \"" + name.orElse("") + "\" in agents.json; "
                + (known.isEmpty() ? "it has none" : "known: " + String.join(", ", known)));
    }
}
