package io.ccgate.admin.config;

import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.Caller;
import io.ccgate.admin.audit.AuditEntry;
import io.ccgate.admin.audit.AuditLog;
import io.ccgate.admin.audit.JsonDiff;
import io.ccgate.admin.audit.JsonDiff.Change;
import io.ccgate.config.check.Finding;
import io.ccgate.config.edit.ConfigEditor;
import io.ccgate.config.edit.ConfigHome;
import io.ccgate.config.edit.Edit;
import io.ccgate.config.edit.EditOutcome;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.snapshot.ReloadStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which the administration changes configuration files: checked as a set, written in one step, in force when the
 * call returns, noted in the audit log and kept as a version. Changes wait for each other. Reads and writes files: not for an
 * event loop.
 */
public final class ConfigChanges {
    /** Brings back what was once written by hand. */
    static final String ROLLBACK = "config.rollback";

    private static final int TRIES = 3;

    private final @Nullable ConfigHome home;
    private final @Nullable ConfigEditor editor;
    private final AuditLog audit;
    private final ConfigHistory history;
    private final InstantSource clock;

    /** @param home null when the configuration is not in files: then nothing can be changed */
    public ConfigChanges(@Nullable ConfigHome home, AuditLog audit, ConfigHistory history, InstantSource clock) {
        this.home = home;
        this.editor = home == null ? null : new ConfigEditor(home.loader());
        this.audit = audit;
        this.history = history;
        this.clock = clock;
    }

    /**
     * Who changes something.
     *
     * @param requestId empty when no request asked for it
     * @param seen state of the file that was seen; empty when that does not matter
     */
    public record Actor(Caller caller, String requestId, Optional<String> seen) {
        static Actor of(AdminRequest request) {
            return new Actor(request.caller(), request.id(), request.ifMatch());
        }

        /** The gateway itself. */
        public static Actor gateway() {
            return new Actor(
                    new Caller(
                            Caller.Kind.ADMIN, "gateway", Optional.empty(), InetAddress.getLoopbackAddress(), "itself"),
                    "",
                    Optional.empty());
        }
    }

    /** Says what to change, having seen the file. */
    @FunctionalInterface
    public interface Plan {
        /**
         * @return edits in the order in which they are made; none when nothing changes
         * @throws AdminProblem when it cannot be done
         */
        List<Edit> edits(SeenFile seen);
    }

    /** The file as it is now. */
    public SeenFile see(ConfigFile file) throws IOException {
        ConfigEditor known = editor();
        String text = known.text(file).orElse("");
        return SeenFile.of(file, known.nameOf(file), text, known.hash(file).orElse(""))
                .orElseThrow(() -> AdminProblem.conflict(
                        known.nameOf(file) + " cannot be read: it is not well-formed",
                        "correct it by hand; GET /admin/v1/config says where it is wrong"));
    }

    /**
     * The file as it is now, for a request that changes it.
     *
     * @throws AdminProblem 412 when the request saw another state
     */
    public SeenFile see(AdminRequest request, ConfigFile file) throws IOException {
        SeenFile now = see(file);
        refuseStale(request.ifMatch(), now);
        return now;
    }

    private static void refuseStale(Optional<String> seen, SeenFile now) {
        if (seen.isPresent() && !seen.get().equals(now.etag())) {
            throw AdminProblem.changedMeanwhile();
        }
    }

    /**
     * Changes one file.
     *
     * @param action for the audit log, such as {@code provider.change}
     * @return the file as it is then
     * @throws AdminProblem 412 when the request saw another state, 422 when the configuration would be in error
     */
    public SeenFile change(AdminRequest request, ConfigFile file, String action, String target, Plan plan)
            throws IOException {
        return change(Actor.of(request), file, action, target, plan);
    }

    /** The same for somebody who makes no request, such as the gateway itself. */
    public synchronized SeenFile change(Actor request, ConfigFile file, String action, String target, Plan plan)
            throws IOException {
        for (int i = 0; i < TRIES; i++) {
            String state = editor().state();
            SeenFile seen = see(file);
            refuseStale(request.seen(), seen);
            SeenFile before = seen.begun();
            List<Edit> edits = plan.edits(before);
            if (edits.isEmpty()) {
                return seen;
            }
            byte[] made = preview(before, edits);
            refuseNewFileReferences(before, made);
            boolean takesOver = seen.text().isEmpty() && !before.text().isEmpty();
            EditOutcome outcome = !takesOver
                    ? editor().apply(file, edits, Optional.of(seen.tag()).filter(tag -> !tag.isEmpty()))
                    : editor().replace(Map.of(seen.name(), made), Optional.of(state));
            if (written(outcome, seen.name())) {
                SeenFile after = see(file);
                finish(request, action, target, JsonDiff.of(before.masked(), after.masked()));
                return after;
            }
        }
        throw AdminProblem.changedMeanwhile();
    }

    /**
     * Replaces whole files as one version.
     *
     * @param contents by file name, secrets in place; an empty one removes the file
     * @param expected state of all files that the caller saw; {@code *} for any
     * @return the state then
     */
    public synchronized String replace(
            AdminRequest request, String action, String target, Map<String, byte[]> contents, String expected)
            throws IOException {
        Map<ConfigFile, SeenFile> before = new LinkedHashMap<>();
        for (ConfigFile file : ConfigFile.values()) {
            if (contents.containsKey(editor().nameOf(file))) {
                before.put(file, see(file));
            }
        }
        if (!action.equals(ROLLBACK)) {
            before.values()
                    .forEach(old -> refuseNewFileReferences(old, contents.getOrDefault(old.name(), new byte[0])));
        }
        Optional<String> state = expected.equals("*") ? Optional.empty() : Optional.of(expected);
        if (!written(editor().replace(contents, state), "")) {
            throw AdminProblem.changedMeanwhile();
        }
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<ConfigFile, SeenFile> old : before.entrySet()) {
            for (Change change :
                    JsonDiff.of(old.getValue().masked(), see(old.getKey()).masked())) {
                changes.add(new Change(old.getKey().id() + ": " + change.path(), change.before(), change.after()));
            }
        }
        finish(Actor.of(request), action, target, changes);
        return editor().state();
    }

    /**
     * The text that edits would make of a file.
     *
     * @throws AdminProblem 409 where the file is laid out so that it cannot be edited
     */
    byte[] preview(SeenFile before, List<Edit> edits) {
        try {
            return editor().preview(before.file(), before.textOrNew(), edits);
        } catch (IllegalArgumentException refused) {
            throw AdminProblem.conflict(String.valueOf(refused.getMessage()), "change the file by hand at that place");
        }
    }

    /** What cannot be parsed is refused later, with all that is wrong. */
    private static void refuseNewFileReferences(SeenFile before, byte[] after) {
        SeenFile.of(before.file(), before.name(), new String(after, StandardCharsets.UTF_8), "")
                .ifPresent(made -> FileReferences.refuseNew(before.tree(), made.tree()));
    }

    /** False for a conflict. */
    private static boolean written(EditOutcome outcome, String file) {
        if (outcome instanceof EditOutcome.Invalid invalid) {
            throw AdminProblem.invalid(errorsFirst(invalid.findings(), file));
        }
        if (outcome instanceof EditOutcome.Refused refused) {
            throw AdminProblem.conflict(refused.reason(), "change the file by hand");
        }
        return outcome instanceof EditOutcome.Written;
    }

    /** What is wrong in the file that is changed comes before what was wrong elsewhere. */
    private static List<Finding> errorsFirst(List<Finding> findings, String file) {
        return findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .sorted(Comparator.comparing(finding -> !finding.file().equals(file)))
                .toList();
    }

    private void finish(Actor request, String action, String target, List<Change> changes) throws IOException {
        history.expect(request.caller().name(), action + (target.isEmpty() ? "" : " " + target));
        ReloadStatus status = home().reload().get();
        history.arrived(contents(), status.hash());
        audit.write(new AuditEntry(clock.instant(), request.requestId(), request.caller(), action, target, changes));
    }

    /** Notes a change that is in no file. */
    public void note(AdminRequest request, String action, String target, List<Change> changes) {
        audit.write(AuditEntry.of(request, clock.instant(), action, target, changes));
    }

    /** All files as they are, by name. */
    public Map<String, byte[]> contents() throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (ConfigFile file : ConfigFile.values()) {
            Optional<String> text = editor().text(file);
            if (text.isPresent()) {
                contents.put(editor().nameOf(file), text.get().getBytes(StandardCharsets.UTF_8));
            }
        }
        return contents;
    }

    public ConfigEditor editor() {
        if (editor == null) {
            throw AdminProblem.unavailable(
                    "this gateway's configuration is not in files", "change it where it was given");
        }
        return editor;
    }

    public ConfigHome home() {
        editor();
        return Objects.requireNonNull(home);
    }
}
