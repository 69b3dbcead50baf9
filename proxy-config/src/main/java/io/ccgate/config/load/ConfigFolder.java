package io.ccgate.config.load;

import io.ccgate.config.check.Findings;
import io.ccgate.config.check.Place;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.tree.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds and reads the files of a configuration folder. Whatever is odd about a file becomes a finding. */
final class ConfigFolder {
    /** Far above any configuration; a file of this size is a mistake. */
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private final Path folder;
    private final Findings findings;
    private final Map<String, byte[]> instead;
    private final List<Raw> fromDisk = new ArrayList<>();

    /** @param instead contents that count in place of those on the disk, by file name; an empty one means no file */
    ConfigFolder(Path folder, Findings findings, Map<String, byte[]> instead) {
        this.folder = folder;
        this.instead = instead;
        this.findings = findings;
    }

    /** A file as it stands on the disk. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, gone after the load
    record Raw(String name, Path path, byte[] bytes) {}

    /** The file under the one name it has, if it is there and readable. */
    Optional<Raw> find(ConfigFile file) {
        List<String> present = new ArrayList<>();
        for (String name : file.names()) {
            findings.announce(name);
            byte[] other = instead.get(name);
            if (other == null ? Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS) : other.length > 0) {
                present.add(name);
            }
        }
        if (present.isEmpty()) {
            if (file.isRequired()) {
                error(file.json(), "the file is missing", "write it, or let \"ccgate init\" write a first one");
            }
            return Optional.empty();
        }
        if (present.size() > 1) {
            error(present.get(0), "there is also " + present.get(1), "keep one of them");
            return Optional.empty();
        }
        return read(present.get(0));
    }

    private Optional<Raw> read(String name) {
        Path path = folder.resolve(name);
        byte[] other = instead.get(name);
        if (other != null) {
            return Optional.of(new Raw(name, path, other));
        }
        if (Files.isDirectory(path)) {
            error(name, "is a folder", "put a file in its place");
            return Optional.empty();
        }
        if (!Files.isRegularFile(path)) {
            error(name, "is no file, or a link that leads nowhere", "put a file in its place");
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                error(name, "is larger than 4 MB", "is this the right file?");
                return Optional.empty();
            }
            Raw raw = new Raw(name, path, bytes);
            fromDisk.add(raw);
            return Optional.of(raw);
        } catch (AccessDeniedException e) {
            error(name, "cannot be read: permission denied", "let the gateway's user read it");
            return Optional.empty();
        } catch (IOException e) {
            error(name, "cannot be read: " + e.getMessage(), "check the disk and the file's owner and mode");
            return Optional.empty();
        }
    }

    /** Whether the files that were read still hold what was read. */
    boolean areStillSo() {
        for (Raw raw : fromDisk) {
            try {
                if (!Arrays.equals(Files.readAllBytes(raw.path()), raw.bytes())) {
                    return false;
                }
            } catch (IOException gone) {
                return false;
            }
        }
        return true;
    }

    /** The text of a file, which must be UTF-8; a byte order mark is allowed. */
    Optional<Source> decode(Raw raw) {
        byte[] bytes = raw.bytes();
        if (bytes.length >= 2 && (bytes[0] & 0xff) + (bytes[1] & 0xff) == 0xff + 0xfe) {
            error(raw.name(), "is UTF-16", "save it as UTF-8");
            return Optional.empty();
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
        chars.flip();
        Source source = new Source(raw.name(), chars.toString());
        if (result.isError()) {
            int end = source.text().length();
            Place place = new Place(raw.name(), source.line(end), source.column(end), "", true);
            findings.error(place, "a byte that is not UTF-8", "save the file as UTF-8");
            return Optional.empty();
        }
        return Optional.of(source);
    }

    /** Whether anybody on the machine may read the file; false where the file system cannot tell. */
    static boolean isReadableByAll(Path path) {
        try {
            return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException e) {
            return false;
        }
    }

    private void error(String name, String problem, String remedy) {
        findings.error(Place.ofFile(name), problem, remedy);
    }
}
