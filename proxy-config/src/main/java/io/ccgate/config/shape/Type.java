package io.ccgate.config.shape;

import io.ccgate.config.tree.Node;
import java.util.Map;
import java.util.Optional;

/** What a value may be: how it is read, what is said when it is wrong, and how a JSON Schema and the reference put it. */
public interface Type<T> {

    /** Reads a value. Empty when it is wrong; the finding is written then. Call it through {@link Reading#read}. */
    Optional<T> read(Node node, Reading reading);

    /** JSON Schema (2020-12) of the value, as maps, lists, texts, numbers and booleans; keys in a fixed order. */
    Map<String, Object> schema();

    /** The type in a few words, for the reference and for complaints, as in {@code a whole number, 1 to 65535}. */
    String words();
}
