package io.ccgate.agents.text;

/**
 * What stood somewhere before, letter by letter.
 *
 * @param lines whether it is whole lines (a TOML table) and not a value
 */
public record Former(String text, boolean lines) {}
