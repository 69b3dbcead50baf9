package io.ccgate.config.model;

import java.nio.file.Path;

/**
 * @param level {@code trace}, {@code debug}, {@code info}, {@code warn} or {@code error}
 * @param maxFileSize bytes after which a log file is rotated
 * @param maxFiles rotated files kept of each log
 * @param json one JSON object a line instead of text
 */
public record LoggingConfig(
        String level, long maxFileSize, int maxFiles, boolean enableConsole, Path directory, boolean json) {}
