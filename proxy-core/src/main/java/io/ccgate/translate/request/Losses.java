package io.ccgate.translate.request;

import java.util.ArrayList;
import java.util.List;

/** What a translation leaves out. Under strict translation nothing is: the first loss rejects the request. */
public final class Losses {
    private final boolean strict;
    private final List<String> dropped = new ArrayList<>();

    public Losses(boolean strict) {
        this.strict = strict;
    }

    /** @param path in the client's request */
    public void drop(String path) {
        if (strict) {
            throw RejectedException.unsupported(
                    path, path + " is not supported by the upstream and translation.strict is on; remove it");
        }
        if (!dropped.contains(path)) {
            dropped.add(path);
        }
    }

    /** For the answer's {@code x-gateway-dropped-params}. */
    public List<String> dropped() {
        return List.copyOf(dropped);
    }
}
