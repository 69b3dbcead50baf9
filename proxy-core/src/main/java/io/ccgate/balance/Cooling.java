package io.ccgate.balance;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjLongConsumer;

/**
 * The models of one upstream that hit a rate limit. Times are readings of the monotonic clock in nanoseconds. Safe from
 * any thread; small by construction, since old entries go when new ones come.
 */
final class Cooling {
    private static final int MOST_MODELS = 256;

    private final Map<String, Rest> restByModel = new ConcurrentHashMap<>(4);

    private record Rest(long since, long until) {
        /** Never shortens a rest that was already asked for. */
        Rest or(Rest other) {
            return other.until - until > 0 ? other : this;
        }
    }

    void rest(String model, long since, long until) {
        if (restByModel.size() >= MOST_MODELS) {
            restByModel.values().removeIf(rest -> rest.until - since <= 0);
        }
        if (restByModel.size() < MOST_MODELS || restByModel.containsKey(model)) {
            restByModel.merge(model, new Rest(since, until), Rest::or);
        }
    }

    /** Nanoseconds this model still rests; zero or less when it does not. */
    long remaining(String model, long now) {
        if (restByModel.isEmpty()) {
            return 0;
        }
        Rest rest = restByModel.get(model);
        if (rest == null) {
            return 0;
        }
        if (rest.until - now <= 0) {
            restByModel.remove(model, rest);
        }
        return rest.until - now;
    }

    /** The model was served to an attempt of that start; one older than the rest says nothing about it. */
    void lift(String model, long began) {
        if (!restByModel.isEmpty()) {
            restByModel.computeIfPresent(model, (name, rest) -> began - rest.since >= 0 ? null : rest);
        }
    }

    void clear() {
        restByModel.clear();
    }

    void forEach(long now, ObjLongConsumer<String> remaining) {
        restByModel.forEach((model, rest) -> {
            if (rest.until - now > 0) {
                remaining.accept(model, rest.until - now);
            }
        });
    }
}
