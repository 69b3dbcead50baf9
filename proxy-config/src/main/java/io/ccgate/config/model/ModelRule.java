package io.ccgate.config.model;

/** Rewrites the models that match {@code pattern} ({@code *} and {@code ?}, case-insensitive) to {@code target}. */
public record ModelRule(ModelPattern pattern, String target) {}
