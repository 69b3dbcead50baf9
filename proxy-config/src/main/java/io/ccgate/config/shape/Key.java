package io.ccgate.config.shape;

import io.ccgate.config.check.Findings;
import io.ccgate.config.tree.Document;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Source;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key of an object: name, type, default and a sentence that explains it. Immutable; the methods that refine it
 * return another one.
 */
public final class Key<T> {
    private final String name;
    private final Type<T> type;
    private final String description;
    private final boolean required;
    private final boolean restart;
    private final @Nullable Object shown;
    private final Optional<T> fallback;

    private Key(
            String name,
            Type<T> type,
            String description,
            boolean required,
            boolean restart,
            @Nullable Object shown,
            Optional<T> fallback) {
        this.name = name;
        this.type = type;
        this.description = description;
        this.required = required;
        this.restart = restart;
        this.shown = shown;
        this.fallback = fallback;
    }

    /** An optional key without a default. */
    public static <T> Key<T> of(String name, Type<T> type, String description) {
        return new Key<>(name, type, description, false, false, null, Optional.empty());
    }

    public Key<T> required() {
        return new Key<>(name, type, description, true, restart, shown, fallback);
    }

    /** A change takes effect only when the gateway is started anew. */
    public Key<T> atRestart() {
        return new Key<>(name, type, description, required, true, shown, fallback);
    }

    /**
     * The default, written as it would be in the file, so that what is printed and what is used cannot differ.
     *
     * @param written a text, number, boolean, {@code List.of()} or {@code Map.of()}
     * @throws IllegalStateException when the type refuses it
     */
    public Key<T> or(Object written) {
        Node node = Literal.node(written);
        Document document = new Document(new Source("default of " + name, ""), node);
        Findings findings = new Findings();
        Reading reading = new Reading(document, Path.of(""), findings, new Origins());
        Optional<T> value = reading.read(type, node);
        if (value.isEmpty()) {
            throw new IllegalStateException("default of " + name + ": " + findings.sorted());
        }
        return new Key<>(name, type, description, required, restart, written, value);
    }

    /** The default as a value that cannot be written in one word; {@code written} is how the reference puts it. */
    public Key<T> or(T value, String written) {
        return new Key<>(name, type, description, required, restart, written, Optional.of(value));
    }

    public String name() {
        return name;
    }

    public Type<T> type() {
        return type;
    }

    public String description() {
        return description;
    }

    public boolean isRequired() {
        return required;
    }

    public boolean needsRestart() {
        return restart;
    }

    /** The default as it would be written. */
    public Optional<Object> shownDefault() {
        return Optional.ofNullable(shown);
    }

    Optional<T> fallback() {
        return fallback;
    }
}
