package io.ccgate.config.check;

import io.ccgate.config.check.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects findings while files are read and judged. Not thread-safe: one load, one thread. */
public final class Findings {
    private final List<String> fileOrder = new ArrayList<>();
    private final Set<String> filesWithErrors = new HashSet<>();
    private final List<Finding> found = new ArrayList<>();

    /** Findings of this file come after those of the files announced before. */
    public void announce(String file) {
        if (!fileOrder.contains(file)) {
            fileOrder.add(file);
        }
    }

    public void error(Place place, String problem, String remedy) {
        filesWithErrors.add(place.file());
        add(Severity.ERROR, place, problem, remedy);
    }

    public void warning(Place place, String problem, String remedy) {
        add(Severity.WARNING, place, problem, remedy);
    }

    private void add(Severity severity, Place place, String problem, String remedy) {
        announce(place.file());
        found.add(new Finding(severity, place.file(), place.line(), place.column(), place.pointer(), problem, remedy));
    }

    public boolean hasErrors() {
        return !filesWithErrors.isEmpty();
    }

    /** Whether a file is too broken to judge what others say of it. */
    public boolean hasErrorsIn(String file) {
        return filesWithErrors.contains(file);
    }

    /** All findings by file, line and column. */
    public List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt((Finding finding) -> fileOrder.indexOf(finding.file()))
                .thenComparingInt(Finding::line)
                .thenComparingInt(Finding::column));
        return List.copyOf(sorted);
    }
}
