package io.ccgate.agents.apply;

import io.ccgate.agents.apply.AgentOutcome.FileDiff;
import io.ccgate.agents.apply.AgentOutcome.State;
import io.ccgate.agents.home.AgentFiles;
import io.ccgate.agents.home.AgentHomes;
import io.ccgate.agents.text.BrokenFile;
import io.ccgate.agents.wish.Profile;
import io.ccgate.agents.wish.Wish;
import io.ccgate.agents.wish.Wishes;
import io.ccgate.config.model.Agent;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Switches agents to a gateway and back, and tells how they stand. Each agent is done as a whole or not at all. Blocks on files and
 * locks, at most some seconds. Any thread may call, also of several processes at once.
 */
public final class AgentSettings {
    private static final int TRIES = 50;

    private final AgentHomes homes;
    private final InstantSource clock;
    private final Books books;
    private final Backups backups;

    public AgentSettings(AgentHomes homes, InstantSource clock) {
        this.homes = homes;
        this.clock = clock;
        this.books = new Books(homes.books());
        this.backups = new Backups(books.backups());
    }

    /**
     * How something is done.
     *
     * @param dryRun whether it is only shown
     * @param insist whether values that others changed are overwritten
     */
    public record Manner(boolean dryRun, boolean insist) {}

    /** Writes a profile, in place of what we wrote before. */
    public List<AgentOutcome> enable(List<Agent> agents, Profile profile, Enabled how, Manner manner)
            throws IOException {
        return each(agents, manner, (files, scope) -> {
            Wishes wishes = Wishes.of(profile, files, homes.environment());
            return apply(files, "enable", scope, wishes, Optional.of(how), manner);
        });
    }

    /** Takes away all that we wrote, and puts back what stood there. */
    public List<AgentOutcome> disable(List<Agent> agents, Manner manner) throws IOException {
        return each(
                agents,
                manner,
                (files, scope) -> apply(files, "disable", scope, Wishes.none(), Optional.empty(), manner));
    }

    /** Goes back to before the last change, to the byte; only if nobody changed the files since, or the user insists. */
    public List<AgentOutcome> undo(List<Agent> agents, Manner manner) throws IOException {
        return each(agents, manner, (files, scope) -> undo(files, manner));
    }

    /** How the agents stand; the books and the files are only read. */
    public Map<Agent, AgentState> states(List<Agent> agents) throws IOException {
        Map<String, ScopeRecord> scopes = books.read();
        Map<Agent, AgentState> states = new LinkedHashMap<>();
        for (Agent agent : agents) {
            AgentFiles files = homes.of(agent);
            ScopeRecord scope = scopes.getOrDefault(files.scope(), ScopeRecord.NONE);
            states.put(agent, AgentState.of(files, scope));
        }
        return states;
    }

    /** Something done to one agent; returns what the books say of it afterwards. */
    private interface Step {
        Done run(AgentFiles files, ScopeRecord scope) throws IOException, BrokenFile;
    }

    private record Done(AgentOutcome outcome, ScopeRecord scope) {}

    private List<AgentOutcome> each(List<Agent> agents, Manner manner, Step step) throws IOException {
        if (manner.dryRun()) {
            Map<String, ScopeRecord> scopes = books.read();
            return eachIn(agents, scopes, step, false);
        }
        return books.locked(() -> eachIn(agents, books.read(), step, true));
    }

    private List<AgentOutcome> eachIn(List<Agent> agents, Map<String, ScopeRecord> scopes, Step step, boolean write)
            throws IOException {
        List<AgentOutcome> outcomes = new ArrayList<>();
        for (Agent agent : agents) {
            AgentFiles files = homes.of(agent);
            ScopeRecord scope = scopes.getOrDefault(files.scope(), ScopeRecord.NONE);
            if (!files.isInstalled() && scope.isEmpty()) {
                outcomes.add(new AgentOutcome(agent, State.NOT_INSTALLED, List.of(), List.of()));
                continue;
            }
            try {
                Done done = step.run(files, scope);
                outcomes.add(done.outcome());
                if (write && !done.scope().equals(scope)) {
                    scopes.put(files.scope(), done.scope());
                    books.write(scopes);
                }
            } catch (BrokenFile broken) {
                outcomes.add(AgentOutcome.refused(agent, broken.describe("")));
            } catch (IOException unwritable) {
                outcomes.add(AgentOutcome.refused(agent, describe(unwritable)));
            }
        }
        return outcomes;
    }

    private static String describe(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return failure instanceof AccessDeniedException
                ? message + ": permission denied; let this user write it"
                : message;
    }

    /** A file of an agent and what is wished for it. */
    private record Work(TargetFile file, String name, Optional<FileRecord> known, List<Wish> wishes) {}

    private Done apply(
            AgentFiles files, String operation, ScopeRecord scope, Wishes wishes, Optional<Enabled> how, Manner manner)
            throws IOException {
        List<Note> notes = new ArrayList<>();
        wishes.problems().forEach(problem -> notes.add(Note.problem(problem)));
        List<Work> works = works(files, scope, wishes);
        List<FilePlan> plans = new ArrayList<>();
        for (Work work : works) {
            plans.add(plan(work, manner));
        }
        List<String> secrets = secrets(wishes);
        List<FileDiff> diffs = new ArrayList<>();
        for (int i = 0; i < works.size(); i++) {
            FilePlan plan = plans.get(i);
            notes.addAll(plan.notes());
            if (plan.changes()) {
                Path path = works.get(i).file().path();
                diffs.add(new FileDiff(path, Masked.text(plan.diff(path.toString()), secrets)));
            }
        }
        ScopeRecord after = new ScopeRecord(how.map(on -> sinceBefore(on, scope)), new LinkedHashMap<>(scope.files()));
        if (!manner.dryRun()) {
            if (!diffs.isEmpty()) {
                plans = write(files, operation, scope, works, plans, manner);
            }
            for (int i = 0; i < works.size(); i++) {
                String path = works.get(i).file().path().toString();
                FileRecord record = plans.get(i).record();
                if (record.owned().isEmpty()) {
                    after.files().remove(path);
                } else {
                    after.files().put(path, record);
                }
            }
        }
        State state = diffs.isEmpty() ? State.UNCHANGED : State.CHANGED;
        return new Done(new AgentOutcome(files.agent(), state, diffs, notes), after);
    }

    private static Enabled sinceBefore(Enabled now, ScopeRecord scope) {
        return scope.enabled()
                .map(was -> new Enabled(now.gateway(), now.tenant(), now.profile(), was.since()))
                .orElse(now);
    }

    private List<Work> works(AgentFiles files, ScopeRecord scope, Wishes wishes) throws IOException {
        Map<Path, String> names = new LinkedHashMap<>();
        Map<Path, List<Wish>> byFile = new LinkedHashMap<>();
        for (Path path : List.of(files.settings(), files.variables(), files.mcp(), files.prompt())) {
            names.putIfAbsent(TargetFile.real(path), String.valueOf(path.getFileName()));
        }
        for (Wish wish : wishes.list()) {
            byFile.computeIfAbsent(TargetFile.real(wish.file()), path -> new ArrayList<>())
                    .add(wish);
        }
        Set<Path> paths = new LinkedHashSet<>(byFile.keySet());
        scope.files()
                .keySet()
                .forEach(path -> paths.add(files.settings().getFileSystem().getPath(path)));
        List<Work> works = new ArrayList<>();
        for (Path path : paths) {
            String name = names.getOrDefault(path, String.valueOf(path.getFileName()));
            boolean locks = files.agent() == Agent.CLAUDE_CODE && name.endsWith(".json");
            works.add(new Work(
                    new TargetFile(path, locks, clock),
                    name,
                    Optional.ofNullable(scope.files().get(path.toString())),
                    byFile.getOrDefault(path, List.of())));
        }
        return works;
    }

    private FilePlan plan(Work work, Manner manner) throws IOException {
        try {
            return FilePlan.of(work.file(), work.name(), work.known(), work.wishes(), books, manner.insist());
        } catch (BrokenFile broken) {
            throw new IOException(broken.describe(work.file().path().toString()), broken);
        }
    }

    private static List<String> secrets(Wishes wishes) {
        List<String> secrets = new ArrayList<>();
        wishes.list().stream()
                .filter(wish -> wish.secret() && wish.value().isTextual())
                .forEach(wish -> secrets.add(wish.value().asText()));
        return secrets;
    }

    /** Writes all files or none; each only over what was read, else it is read and merged anew. */
    private List<FilePlan> write(
            AgentFiles files,
            String operation,
            ScopeRecord scope,
            List<Work> works,
            List<FilePlan> first,
            Manner manner)
            throws IOException {
        List<FilePlan> plans = new ArrayList<>(first);
        List<Backups.Entry> entries = new ArrayList<>();
        Path change = backups.begin(operation, clock.instant());
        try {
            for (int i = 0; i < works.size(); i++) {
                TargetFile file = works.get(i).file();
                for (int tries = 0; plans.get(i).changes(); tries++) {
                    FilePlan plan = plans.get(i);
                    Backups.copy(change, entries.size(), plan.before());
                    Optional<String> after = plan.after().map(Digest::of);
                    Backups.Entry entry =
                            new Backups.Entry(file.path(), plan.before(), Backups.mode(file.path()), after);
                    remember(plan);
                    if (file.replace(plan.before(), plan.after())) {
                        entries.add(entry);
                        break;
                    }
                    if (tries == TRIES) {
                        throw new IOException(
                                file.path() + " is being written all the time; try again when the agent is idle");
                    }
                    plans.set(i, plan(works.get(i), manner));
                }
            }
            backups.finish(new Backups.Change(change, files.scope(), operation, clock.instant(), scope, entries));
            return plans;
        } catch (IOException failure) {
            for (Backups.Entry entry : entries) {
                putBack(entry, false);
            }
            Backups.remove(change);
            throw failure;
        }
    }

    /** Before the first change of a file its bytes are kept for as long as we have something in it. */
    private void remember(FilePlan plan) throws IOException {
        if (plan.before().isPresent() && plan.record().original().isPresent()) {
            byte[] before = plan.before().get();
            if (Digest.of(before).equals(plan.record().original().get())) {
                books.keep(before);
            }
        }
    }

    private Done undo(AgentFiles files, Manner manner) throws IOException {
        List<Backups.Change> changes = backups.of(files.scope());
        ScopeRecord now = books.read().getOrDefault(files.scope(), ScopeRecord.NONE);
        if (changes.isEmpty()) {
            AgentOutcome nothing = new AgentOutcome(
                    files.agent(), State.UNCHANGED, List.of(), List.of(Note.remark("there is nothing to undo")));
            return new Done(nothing, now);
        }
        Backups.Change last = changes.get(0);
        List<FileDiff> diffs = new ArrayList<>();
        for (Backups.Entry entry : last.entries()) {
            Optional<byte[]> current = new TargetFile(entry.path(), false, clock).read();
            if (!current.map(Digest::of).equals(entry.after()) && !manner.insist()) {
                throw new IOException(
                        entry.path() + " was changed since; repeat with --force to put back what stood there before "
                                + last.operation() + " (" + last.at() + ")");
            }
            FilePlan plan = new FilePlan(current, entry.before(), FileRecord.fresh(true), List.of());
            diffs.add(new FileDiff(
                    entry.path(), Masked.text(plan.diff(entry.path().toString()), List.of())));
        }
        if (!manner.dryRun()) {
            for (Backups.Entry entry : last.entries()) {
                putBack(entry, manner.insist());
            }
            Backups.remove(last.folder());
        }
        Note what = Note.remark("undone: " + last.operation() + " of " + last.at());
        return new Done(new AgentOutcome(files.agent(), State.CHANGED, diffs, List.of(what)), last.before());
    }

    private void putBack(Backups.Entry entry, boolean insist) throws IOException {
        TargetFile file = new TargetFile(entry.path(), false, clock);
        Optional<byte[]> current = file.read();
        if (current.map(Digest::of).equals(entry.after()) || insist) {
            boolean gone = current.isEmpty();
            if (!same(current, entry.before()) && !file.replace(current, entry.before())) {
                throw new IOException(entry.path() + " is being written; try again when the agent is idle");
            }
            if (gone && Files.exists(entry.path())) {
                file.usualMode(entry.mode());
            }
        }
    }

    private static boolean same(Optional<byte[]> one, Optional<byte[]> other) {
        return one.isPresent() == other.isPresent() && (one.isEmpty() || Arrays.equals(one.get(), other.orElseThrow()));
    }
}
