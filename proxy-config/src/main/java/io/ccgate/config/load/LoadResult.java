package io.ccgate.config.load;

import io.ccgate.config.check.Finding;
import io.ccgate.config.model.Config;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What loading a folder gave.
 *
 * @param config empty when there is an error among the findings
 * @param findings errors and warnings of all files, by file and line
 * @param hash digest of all files and of those they refer to, twelve hexadecimal digits
 * @param references files named by {@code ${file:}}, whose changes are changes of the configuration
 */
public record LoadResult(Optional<Config> config, List<Finding> findings, String hash, Set<Path> references) {

    /** The findings that do not stop the gateway. */
    public List<Finding> warnings() {
        return only(Finding.Severity.WARNING);
    }

    /** The findings that do. */
    public List<Finding> errors() {
        return only(Finding.Severity.ERROR);
    }

    private List<Finding> only(Finding.Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }
}
