package io.ccgate.usage.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the name of a new file survive a power cut: forcing the file alone does not force the folder that names it. Some
 * systems cannot do that, and need not.
 */
public final class FolderSync {
    private static final Logger log = LoggerFactory.getLogger(FolderSync.class);

    private FolderSync() {}

    /**
     * Forces some folders to the disk, each the parent of the one before. Blocks.
     *
     * @param levels how many of them
     */
    public static void force(@Nullable Path folder, int levels) {
        Path each = folder;
        for (int i = 0; i < levels && each != null; i++) {
            try (FileChannel channel = FileChannel.open(each, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException unknownHere) {
                log.debug("Cannot force the folder {}", each, unknownHere);
            }
            each = each.getParent();
        }
    }
}
