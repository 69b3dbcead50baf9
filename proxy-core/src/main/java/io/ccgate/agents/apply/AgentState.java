package io.ccgate.agents.apply;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.agents.home.AgentFiles;
import io.ccgate.agents.text.BrokenFile;
import io.ccgate.agents.text.KeyPath;
import io.ccgate.agents.text.SettingsText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one agent stands.
 *
 * @param enabled empty when it is not switched to a gateway
 * @param drift values of ours that others changed or removed, and files that cannot be read
 */
public record AgentState(boolean installed, Optional<Enabled> enabled, List<Path> files, List<String> drift) {

    static AgentState of(AgentFiles files, ScopeRecord scope) throws IOException {
        List<String> drift = new ArrayList<>();
        List<Path> paths = new ArrayList<>();
        for (Map.Entry<String, FileRecord> entry : scope.files().entrySet()) {
            Path path = files.settings().getFileSystem().getPath(entry.getKey());
            paths.add(path);
            look(path, nameOf(path, files), entry.getValue(), drift);
        }
        return new AgentState(files.isInstalled(), scope.enabled(), paths, drift);
    }

    /** The name under which the agent knows a file, which says its syntax; a link may lead to another name. */
    static String nameOf(Path real, AgentFiles files) throws IOException {
        for (Path path : List.of(files.settings(), files.variables(), files.mcp(), files.prompt())) {
            if (TargetFile.real(path).equals(real)) {
                return String.valueOf(path.getFileName());
            }
        }
        return String.valueOf(real.getFileName());
    }

    private static void look(Path path, String name, FileRecord record, List<String> drift) throws IOException {
        if (!Files.exists(path)) {
            drift.add(path + " is gone");
            return;
        }
        try {
            SettingsText text = FilePlan.read(name, Files.readString(path, StandardCharsets.UTF_8));
            for (Map.Entry<KeyPath, Owned> owned : record.owned().entrySet()) {
                Optional<JsonNode> now = text.value(owned.getKey());
                if (now.isEmpty()) {
                    drift.add(owned.getKey() + " was removed from " + path);
                } else if (!Digest.of(now.get()).equals(owned.getValue().digest())) {
                    drift.add(owned.getKey() + " was changed in " + path);
                }
            }
        } catch (BrokenFile broken) {
            drift.add(broken.describe(path.toString()));
        }
    }
}
