package io.ccgate.config.edit;

/** One change of a file. Pointers are JSON pointers (RFC 6901), values JSON texts. */
public sealed interface Edit {

    /** Where the change happens. */
    String pointer();

    /** Replaces the value, or adds the key, with the objects above it that are missing. */
    record Set(String pointer, String json) implements Edit {}

    /** Removes a key or an item. */
    record Remove(String pointer) implements Edit {}

    /** Puts an item before the one at the index, or at the end when the last step is {@code -}. */
    record Insert(String pointer, String json) implements Edit {}

    /** Moves an item of a list to another index, counted without it. */
    record Move(String pointer, int to) implements Edit {}
}
