package io.ccgate.config.watch;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway stopped while it starts, or while a folder comes and goes, prints no stack trace for it. */
class ClosedWatchersAreSilentTest {
    @TempDir
    Path folder;

    @Test
    void foldersNamedAfterTheCloseAreIgnored() throws Exception {
        Path other = Files.createDirectory(folder.resolve("secrets"));
        WatchedFolders folders = new WatchedFolders(folder);
        folders.close();

        assertThatCode(() -> folders.follow(List.of(other.resolve("key")))).doesNotThrowAnyException();
    }
}
