package io.ccgate.config.model;

/** {@code strict}: a parameter the target protocol lacks is refused instead of dropped and announced. */
public record TranslationConfig(boolean strict) {}
