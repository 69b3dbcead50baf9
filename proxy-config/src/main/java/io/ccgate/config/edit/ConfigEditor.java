package io.ccgate.config.edit;

import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.load.ConfigLoader;
import io.ccgate.config.load.Fingerprint;
import io.ccgate.config.load.LoadResult;
import io.ccgate.config.load.PendingVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
    private final Writer writer;

    public ConfigEditor(ConfigLoader loader) {
        this(loader, AtomicFile::write);
    }

    /** @param writer replaces a file in one step */
    ConfigEditor(ConfigLoader loader, Writer writer) {
        this.loader = loader;
        this.folder = loader.folder();
        this.writer = writer;
    }

    /** Replaces a file in one step. */
    @FunctionalInterface
    interface Writer {
        void write(Path file, byte[] content) throws IOException;
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
        try (FileChannel channel = lockFile();
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

    /** Digest of the contents of all files, to be given to {@link #replace} as what the caller saw. */
    public String state() throws IOException {
        Fingerprint all = new Fingerprint();
        for (ConfigFile file : ConfigFile.values()) {
            Path path = folder.resolve(name(file));
            all.add(name(file), Files.exists(path) ? Files.readAllBytes(path) : new byte[0]);
        }
        return all.hex();
    }

    /** The name of a file as it is, or would be if it were made. */
    public String nameOf(ConfigFile file) {
        return name(file);
    }

    /** A file's text as it stands; empty when there is none. */
    public Optional<String> text(ConfigFile file) throws IOException {
        Path path = folder.resolve(name(file));
        return Files.exists(path) ? Optional.of(decoded(Files.readAllBytes(path))) : Optional.empty();
    }

    /**
     * The text that edits would make of one; nothing is written.
     *
     * @throws IllegalArgumentException when an edit cannot be made; the message says why
     */
    public byte[] preview(ConfigFile file, String text, List<Edit> edits) {
        String made = text;
        try {
            for (Edit edit : edits) {
                made = EditedText.make(edit, name(file), made);
            }
        } catch (EditRefused refused) {
            throw new IllegalArgumentException(refused.reason(), refused);
        }
        return made.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Puts files in place that were decided upon when the process or the machine stopped; does nothing when there are none, or while
     * another edit is under way.
     */
    public synchronized void finishPending() throws IOException {
        if (!Files.exists(PendingVersion.in(folder))) {
            return;
        }
        try (FileChannel channel = lockFile();
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                finishLocked();
            }
        } catch (OverlappingFileLockException underWay) {
            // Whoever holds it finishes.
        }
    }

    /**
     * Replaces whole files, all or none, also should the power be cut in between: what is decided upon is written down first
     * ({@link PendingVersion}), and readers take it from there until the last file is in place. Should a file not be writable, those
     * before it are put back.
     *
     * @param contents by file name; an empty one removes the file
     * @param expected {@link #state} that the caller saw; another one is a conflict
     */
    public synchronized EditOutcome replace(Map<String, byte[]> contents, Optional<String> expected) {
        try (FileChannel channel = lockFile();
                FileLock lock = channel.lock()) {
            return lock.isValid() ? replaceLocked(contents, expected) : new EditOutcome.Refused("the lock was lost");
        } catch (OverlappingFileLockException e) {
            return new EditOutcome.Refused("another edit is under way");
        } catch (IOException e) {
            return new EditOutcome.Refused("cannot write in " + folder + ": " + e);
        }
    }

    private EditOutcome replaceLocked(Map<String, byte[]> contents, Optional<String> expected) throws IOException {
        finishLocked();
        for (String name : contents.keySet()) {
            boolean known = Arrays.stream(ConfigFile.values())
                    .anyMatch(file -> name(file).equals(name));
            if (!known) {
                return new EditOutcome.Refused("there is no configuration file " + name + " here");
            }
        }
        String now = state();
        if (expected.isPresent() && !expected.get().equals(now)) {
            return new EditOutcome.Conflict(now);
        }
        LoadResult result = loader.load(contents);
        if (!result.errors().isEmpty()) {
            return new EditOutcome.Invalid(result.findings());
        }
        if (!state().equals(now)) {
            return new EditOutcome.Conflict(state());
        }
        Map<String, byte[]> before = new LinkedHashMap<>();
        Map<String, byte[]> after = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> content : contents.entrySet()) {
            Path path = folder.resolve(content.getKey());
            byte[] old = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
            if (!Arrays.equals(old, content.getValue())) {
                before.put(content.getKey(), old);
                after.put(content.getKey(), content.getValue());
            }
        }
        writer.write(PendingVersion.in(folder), PendingVersion.encode(after));
        try {
            finishLocked();
        } catch (IOException failed) {
            writer.write(PendingVersion.in(folder), PendingVersion.encode(before));
            finishLocked();
            throw failed;
        }
        return new EditOutcome.Written(state(), result.warnings());
    }

    /** Every step may be done again. */
    private void finishLocked() throws IOException {
        if (!Files.exists(PendingVersion.in(folder))) {
            return;
        }
        for (Map.Entry<String, byte[]> content : PendingVersion.read(folder).entrySet()) {
            Path path = folder.resolve(content.getKey());
            if (content.getValue().length == 0) {
                Files.deleteIfExists(path);
            } else if (!Files.exists(path) || !Arrays.equals(Files.readAllBytes(path), content.getValue())) {
                writer.write(path, content.getValue());
            }
        }
        Files.delete(PendingVersion.in(folder));
    }

    private FileChannel lockFile() throws IOException {
        return FileChannel.open(folder.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static String decoded(byte[] bytes) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private EditOutcome applyLocked(ConfigFile file, List<Edit> edits, Optional<String> expected)
            throws IOException, EditRefused {
        finishLocked();
        String name = name(file);
        Path path = folder.resolve(name);
        boolean exists = Files.exists(path);
        byte[] before = exists ? Files.readAllBytes(path) : NEW_FILE.getBytes(StandardCharsets.UTF_8);
        if (expected.isPresent() && !(exists && expected.get().equals(hash(before)))) {
            return new EditOutcome.Conflict(exists ? hash(before) : "");
        }
        String text = decoded(before);
        for (Edit edit : edits) {
            text = EditedText.make(edit, name, text);
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
        writer.write(path, after);
        return new EditOutcome.Written(hash(after), result.warnings());
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
