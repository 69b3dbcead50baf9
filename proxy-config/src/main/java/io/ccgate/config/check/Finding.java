package io.ccgate.config.check;

/**
 * Something wrong or doubtful in the configuration.
 *
 * @param file name relative to the configuration folder
 * @param line from 1; 0 when the finding concerns the file as a whole
 * @param column from 1; 0 likewise
 * @param pointer RFC 6901 pointer to the value, empty for the whole file
 * @param problem what is wrong, without the value of a secret
 * @param remedy what would be right
 */
public record Finding(
        Severity severity, String file, int line, int column, String pointer, String problem, String remedy) {
    /** Whether the gateway can run with it. */
    public enum Severity {
        ERROR,
        WARNING
    }
}
