package io.ccgate.config.load;

import io.ccgate.config.file.ConfigFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A set of files that is decided upon and not yet wholly in place: their contents in one file beside them. Who reads the folder takes
 * these for the files', so that nobody ever sees half a set; who finds it after a power cut puts the files in place.
 *
 * <p>The file is replaced in one step, so it is whole or not there; should it be unreadable all the same, it counts as not there.
 */
public final class PendingVersion {
    private static final String NAME = ".ccgate-pending";
    private static final int MAGIC = 0x63636731;

    private PendingVersion() {}

    /** Where it stands in a folder. */
    public static Path in(Path folder) {
        return folder.resolve(NAME);
    }

    /** The contents by file name, an empty one for a file that goes; none when nothing is pending. */
    public static Map<String, byte[]> read(Path folder) {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        if (!Files.isRegularFile(in(folder))) {
            return contents;
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(in(folder))))) {
            if (in.readInt() != MAGIC) {
                return Map.of();
            }
            int files = in.readInt();
            for (int i = 0; i < files; i++) {
                String name = in.readUTF();
                byte[] content = in.readNBytes(in.readInt());
                // Whatever else stands there, no other file is touched.
                if (Arrays.stream(ConfigFile.values())
                        .anyMatch(file -> file.names().contains(name))) {
                    contents.put(name, content);
                }
            }
            return contents;
        } catch (IOException | IllegalArgumentException unreadable) {
            return Map.of();
        }
    }

    /** What the file has to hold. */
    public static byte[] encode(Map<String, byte[]> contents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(contents.size());
            for (Map.Entry<String, byte[]> file : contents.entrySet()) {
                out.writeUTF(file.getKey());
                out.writeInt(file.getValue().length);
                out.write(file.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
