package io.ccgate.observe.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Names that clients choose, as labels: the first ones that worked keep theirs, all further ones are {@code other}. Any thread. */
final class BoundedNames {
    static final String OTHER = "other";

    private static final int LONGEST = 120;

    private final int most;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    BoundedNames(int most) {
        this.most = most;
    }

    /** @param worked whether the name was good for something; one that was not takes no place */
    String label(String name, boolean worked) {
        if (name.isEmpty()) {
            return "";
        }
        if (known.contains(name)) {
            return name;
        }
        if (!worked || name.length() > LONGEST || known.size() >= most) {
            return OTHER;
        }
        known.add(name);
        return name;
    }
}
