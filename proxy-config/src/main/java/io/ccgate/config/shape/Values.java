package io.ccgate.config.shape;

import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Node.Member;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The values of one object, by key. */
public final class Values {
    private final Reading reading;
    private final Node object;
    private final Map<Key<?>, Object> values = new HashMap<>();
    private final Map<Key<?>, Member> members = new HashMap<>();

    Values(Reading reading, Node object) {
        this.reading = reading;
        this.object = object;
    }

    <T> void read(Key<T> key, Member member) {
        members.put(key, member);
        reading.read(key.type(), member.value()).ifPresent(value -> values.put(key, value));
    }

    /** The value, or the default of a key that has one. */
    public <T> T get(Key<T> key) {
        return find(key)
                .or(key::fallback)
                .orElseThrow(() -> new IllegalStateException("key without value or default: " + key.name()));
    }

    /** The value if the key stands in the file and is right. */
    @SuppressWarnings("unchecked") // read() stores under a Key<T> only what its Type<T> gave
    public <T> Optional<T> find(Key<T> key) {
        return Optional.ofNullable((T) values.get(key));
    }

    /** Whether the key stands in the file, right or wrong. */
    public boolean has(Key<?> key) {
        return members.containsKey(key);
    }

    /** Complains about the key, which must stand in the file. */
    public void reject(Key<?> key, String problem, String remedy) {
        Member member = members.get(key);
        if (member != null) {
            reading.rejectName(member, problem, remedy);
        }
    }

    /** Lets a record made here, besides the one that is returned, count as read from this object. */
    public <R> R here(R record) {
        reading.remember(record, object);
        return record;
    }

    /** The configuration folder. */
    public Path folder() {
        return reading.folder();
    }
}
