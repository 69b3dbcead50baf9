package io.ccgate.config.edit;

import io.ccgate.config.check.FindingFormat;
import io.ccgate.config.check.Findings;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.load.ConfigLoader;
import io.ccgate.config.load.Fingerprint;
import io.ccgate.config.load.LoadResult;
import io.ccgate.config.tree.Document;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Parser;
import io.ccgate.config.tree.Pointer;
import io.ccgate.config.tree.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes values in the files of a configuration folder for programs: the admin API and the commands. A change is checked
 * with all other files before it is written, and written in one step. Edits of one editor wait for each other, those of
 * other processes are kept out by a lock file. Reads and writes files: never call it on an event loop.
 */
public final class ConfigEditor {
    private static final String LOCK_FILE = ".ccgate-edit.lock";
    private static final String NEW_FILE = "{\n}\n";

    private final ConfigLoader loader;
    private final Path folder;

    public ConfigEditor(ConfigLoader loader) {
        this.loader = loader;
        this.folder = loader.folder();
    }

    /** Digest of a file's content, to be given to {@link #apply} as what the caller saw; empty when there is no file. */
    public Optional<String> hash(ConfigFile file) throws IOException {
        Path path = folder.resolve(name(file));
        return Files.exists(path) ? Optional.of(hash(Files.readAllBytes(path))) : Optional.empty();
    }

    /** Makes the edits, all or none, whatever the file holds now. */
    public EditOutcome apply(ConfigFile file, List<Edit> edits) {
        return apply(file, edits, Optional.empty());
    }

    /**
     * Makes the edits, all or none.
     *
     * @param expected hash of the content that the caller saw; another content is a conflict
     */
    public synchronized EditOutcome apply(ConfigFile file, List<Edit> edits, Optional<String> expected) {
        try (FileChannel channel = FileChannel.open(
                        folder.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            return lock.isValid() ? applyLocked(file, edits, expected) : new EditOutcome.Refused("the lock was lost");
        } catch (OverlappingFileLockException e) {
            return new EditOutcome.Refused("another edit is under way");
        } catch (EditRefused e) {
            return new EditOutcome.Refused(e.reason());
        } catch (IOException e) {
            return new EditOutcome.Refused("cannot write in " + folder + ": " + e);
        }
    }

    private EditOutcome applyLocked(ConfigFile file, List<Edit> edits, Optional<String> expected)
            throws IOException, EditRefused {
        String name = name(file);
        Path path = folder.resolve(name);
        boolean exists = Files.exists(path);
        byte[] before = exists ? Files.readAllBytes(path) : NEW_FILE.getBytes(StandardCharsets.UTF_8);
        if (expected.isPresent() && !(exists && expected.get().equals(hash(before)))) {
            return new EditOutcome.Conflict(exists ? hash(before) : "");
        }
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(before))
                .toString();
        for (Edit edit : edits) {
            text = make(edit, name, text);
        }
        byte[] after = text.getBytes(StandardCharsets.UTF_8);
        LoadResult result = loader.load(Map.of(name, after));
        if (!result.errors().isEmpty()) {
            return new EditOutcome.Invalid(result.findings());
        }
        // Somebody's editor may have saved while we were checking.
        if (exists && !hash(Files.readAllBytes(path)).equals(hash(before))) {
            return new EditOutcome.Conflict(hash(Files.readAllBytes(path)));
        }
        AtomicFile.write(path, after);
        return new EditOutcome.Written(hash(after), result.warnings());
    }

    /** The text with one edit made. */
    static String make(Edit edit, String name, String text) throws EditRefused {
        Node root = parse(name, text).root();
        List<String> steps = steps(edit.pointer());
        boolean yaml = Parser.isYaml(name);
        if (edit instanceof Edit.Set set) {
            Node value = value(set.json());
            return yaml ? YamlSplicer.set(text, root, steps, value) : new JsonSplicer(text).set(root, steps, value);
        }
        if (yaml) {
            throw new EditRefused("in YAML only single values can be replaced; edit the file by hand, or use JSON");
        }
        if (steps.isEmpty()) {
            throw new EditRefused("the whole file can only be set");
        }
        String last = steps.get(steps.size() - 1);
        Node parent = find(root, steps.subList(0, steps.size() - 1));
        JsonSplicer splicer = new JsonSplicer(text);
        if (edit instanceof Edit.Insert insert) {
            return splicer.insert(parent, last, value(insert.json()));
        }
        return edit instanceof Edit.Move move ? splicer.move(parent, last, move.to()) : splicer.remove(parent, last);
    }

    private static Node find(Node root, List<String> steps) throws EditRefused {
        Node node = root;
        for (String step : steps) {
            node = JsonSplicer.child(node, step)
                    .orElseThrow(() -> new EditRefused("there is no \"" + step + "\" there"));
        }
        return node;
    }

    private static List<String> steps(String pointer) throws EditRefused {
        try {
            return Pointer.steps(pointer);
        } catch (IllegalArgumentException e) {
            throw new EditRefused("a JSON pointer is empty or starts with '/'");
        }
    }

    private static Node value(String json) throws EditRefused {
        return parse("value.json", json).root();
    }

    private static Document parse(String name, String text) throws EditRefused {
        Findings findings = new Findings();
        Optional<Document> document = Parser.parse(new Source(name, text), findings);
        if (document.isEmpty() || findings.hasErrors()) {
            throw new EditRefused(FindingFormat.line(findings.sorted().get(0)));
        }
        return document.get();
    }

    /** The name the file has, or would have. */
    private String name(ConfigFile file) {
        for (String name : file.names()) {
            if (Files.exists(folder.resolve(name))) {
                return name;
            }
        }
        return file.json();
    }

    private static String hash(byte[] content) {
        return new Fingerprint().add("", content).hex();
    }
}
