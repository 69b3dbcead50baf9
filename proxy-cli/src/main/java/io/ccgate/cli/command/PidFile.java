package io.ccgate.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code ccgate.pid} in the data folder: says which process is the gateway, so that scripts can stop it. */
final class PidFile {
    private static final Logger LOG = LoggerFactory.getLogger(PidFile.class);
    private static final String NAME = "ccgate.pid";

    private final Path file;

    private PidFile(Path file) {
        this.file = file;
    }

    /** A folder that cannot be written costs the file and not the start: then there is nothing for a script to read. */
    static PidFile write(Path data) {
        Path file = data.resolve(NAME);
        try {
            Files.createDirectories(data);
            Files.writeString(file, ProcessHandle.current().pid() + "\n");
        } catch (IOException e) {
            LOG.warn("Could not write {}: {}", file, e.toString());
        }
        return new PidFile(file);
    }

    /** The process that the file names, if it is alive. */
    static OptionalLong running(Path data) throws IOException {
        Path file = data.resolve(NAME);
        if (!Files.exists(file)) {
            return OptionalLong.empty();
        }
        String text = Files.readString(file).strip();
        if (!text.matches("\\d{1,18}")) {
            return OptionalLong.empty();
        }
        long pid = Long.parseLong(text);
        boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        return alive ? OptionalLong.of(pid) : OptionalLong.empty();
    }

    /** Deletes the file: nothing runs any more that it could name. */
    void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("Could not delete {}: {}", file, e.toString());
        }
    }
}
