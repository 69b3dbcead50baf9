package io.ccgate.agents.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The text of a settings file. Immutable; a change gives another one, in which only the value at the path differs. What a change
 * needs besides, such as an object around a new value, it adds, and takes away nothing.
 */
public sealed interface SettingsText permits JsonSettings, TomlSettings, EnvSettings, PromptSettings {

    /** The text as it is to be written. */
    String text();

    /** What it says, without comments and layout. Not to be changed. */
    JsonNode tree();

    /** What stands at a path, letter by letter; empty when nothing does. */
    Optional<Former> former(KeyPath path);

    /**
     * With the value at the path, and with the objects above it that are missing.
     *
     * @throws BrokenFile when that cannot be done without touching other values
     */
    SettingsText set(KeyPath path, JsonNode value) throws BrokenFile;

    /** With what stood at the path before in place of what stands there now. */
    SettingsText restore(KeyPath path, Former former) throws BrokenFile;

    /** Without the value; without anything else if there is none. */
    SettingsText remove(KeyPath path) throws BrokenFile;

    /** Another text altogether. */
    SettingsText restoreAll(String other) throws BrokenFile;

    /** The value at a path. */
    default Optional<JsonNode> value(KeyPath path) {
        return Trees.at(tree(), path);
    }

    /** Whether an object without members stands at the path. */
    default boolean isEmptyObject(KeyPath path) {
        return value(path)
                .filter(node -> node instanceof ObjectNode && node.isEmpty())
                .isPresent();
    }

    /** Whether new values at the path find an object there that is written as such. */
    default boolean hasObject(KeyPath path) {
        return value(path).isPresent();
    }

    /** Without the object at the path, if it holds neither members nor comments; else as it is. */
    default SettingsText dropIfEmpty(KeyPath path) throws BrokenFile {
        boolean remark = former(path)
                .map(Former::text)
                .filter(raw -> raw.contains("/") || raw.contains("#"))
                .isPresent();
        return isEmptyObject(path) && !remark ? remove(path) : this;
    }

    /** Whether it says nothing at all, comments included. */
    default boolean saysNothing() {
        return isBlank(text());
    }

    /** Whether there is nothing to see; a byte order mark is nothing. */
    static boolean isBlank(String text) {
        return text.isBlank()
                || (text.charAt(0) == '\uFEFF' && text.substring(1).isBlank());
    }

    /** How a kind of file is read. */
    @FunctionalInterface
    interface Syntax {
        SettingsText read(String text) throws BrokenFile;
    }
}
