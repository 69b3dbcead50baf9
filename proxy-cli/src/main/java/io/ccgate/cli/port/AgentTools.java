package io.ccgate.cli.port;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The agents' own settings, as the commands use them. */
public interface AgentTools {
    /** Names of the agents that have settings, such as {@code claude_code}. */
    List<String> agents();

    /** Switches agents to the gateway. */
    List<Change> enable(Place place, Source source, Manner manner) throws IOException;

    /** Switches agents back. */
    List<Change> disable(Place place, Manner manner) throws IOException;

    /** Goes back to before the last change. */
    List<Change> undo(Place place, Manner manner) throws IOException;

    /** How the agents stand. */
    List<Standing> status(Place place) throws IOException;

    /** Brings a change of the configuration to those agents that are switched on. */
    List<Change> refresh(Place place, Path config) throws IOException;

    /**
     * Reads what agents and other programs have.
     *
     * @param from files of other programs; empty: the agents' own
     */
    Found find(Place place, List<Path> from) throws IOException;

    /**
     * Asks a gateway for the profile of a key's owner.
     *
     * @return the profile, to be given to {@link #apply}
     */
    String fetch(String gateway, String key) throws IOException;

    /** Writes a profile that was fetched. */
    List<Change> apply(Place place, String profile, String gateway, String key, Manner manner) throws IOException;

    /**
     * Whose files.
     *
     * @param home present when it is another home folder than the user's
     * @param project present when the files of a project are meant
     * @param agents ids; empty: all
     */
    record Place(Optional<Path> home, Optional<Path> project, List<String> agents) {}

    /**
     * What is written. What is empty is as it was the last time, else as the configuration says.
     *
     * @param config folder of the configuration
     */
    record Source(
            Path config,
            Optional<String> gateway,
            Optional<String> tenant,
            Optional<String> key,
            Optional<String> profile) {}

    /** How it is done. */
    record Manner(boolean dryRun, boolean force) {}

    /**
     * What became of one agent.
     *
     * @param title its name for people
     * @param state in words
     * @param diffs by file
     * @param notes each a line
     * @param problem whether something was not done
     */
    record Change(
            String agent,
            String title,
            String state,
            boolean installed,
            Map<Path, String> diffs,
            List<String> notes,
            boolean problem) {}

    /** How one agent stands. */
    record Standing(
            String agent,
            String title,
            boolean installed,
            Optional<String> gateway,
            Optional<String> tenant,
            Optional<String> profile,
            List<Path> files,
            List<String> drift) {}

    /** A server that was found. */
    record FoundServer(String name, String definition, List<String> agents, boolean enabled, String origin) {}

    /** A prompt that was found. */
    record FoundPrompt(String name, String content, List<String> agents, boolean enabled, String origin) {}

    /** What was found. */
    record Found(List<FoundServer> servers, List<FoundPrompt> prompts, List<String> notes) {}
}
