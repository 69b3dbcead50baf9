package io.ccgate.observe.days;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder with a folder for each UTC day in it, {@code YYYY-MM-DD}. Whatever else lies there is left alone. Any thread; reads the
 * disk, so never an event loop.
 *
 * @param root need not exist
 */
public record DayFolders(Path root) {

    public Path of(LocalDate day) {
        return root.resolve(day.toString());
    }

    /** Days that have a folder, newest first. */
    public List<LocalDate> newestFirst() throws IOException {
        List<LocalDate> days = new ArrayList<>();
        try (Stream<Path> entries = Files.list(root)) {
            entries.forEach(entry -> {
                try {
                    days.add(LocalDate.parse(String.valueOf(entry.getFileName())));
                } catch (DateTimeException other) {
                    // Not a day: somebody else's.
                }
            });
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        }
        days.sort(Comparator.reverseOrder());
        return days;
    }

    /**
     * Deletes the folders of all days before the given one.
     *
     * @return how many went
     */
    public int deleteBefore(LocalDate oldestKept) throws IOException {
        int gone = 0;
        for (LocalDate day : newestFirst()) {
            if (day.isBefore(oldestKept)) {
                delete(of(day));
                gone++;
            }
        }
        return gone;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            entries.forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
            Files.delete(folder);
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }
}
