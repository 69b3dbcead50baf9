package io.ccgate.config.watch;

import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.load.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;

/** What the files of a folder look like from outside: cheap to take, different whenever a content is. */
final class FolderState {
    private static final byte[] ABSENT = {0};
    private static final byte[] UNREADABLE = {1};

    private FolderState() {}

    /** Digest of the contents of all configuration files and of those they refer to. */
    static String of(Path folder, Collection<Path> references) {
        Fingerprint fingerprint = new Fingerprint();
        for (ConfigFile file : ConfigFile.values()) {
            for (String name : file.names()) {
                fingerprint.add(name, content(folder.resolve(name)));
            }
        }
        for (Path reference : new TreeSet<>(references)) {
            fingerprint.add(reference.toString(), content(reference));
        }
        return fingerprint.hex();
    }

    private static byte[] content(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readAllBytes(file) : ABSENT;
        } catch (IOException e) {
            return UNREADABLE;
        }
    }
}
