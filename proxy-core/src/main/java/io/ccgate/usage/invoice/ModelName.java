package io.ccgate.usage.invoice;

import java.util.Locale;

/** Providers write a model one way in their API and another on their invoice. */
final class ModelName {
    private ModelName() {}

    /**
     * One spelling of all: {@code Claude Sonnet 4.5}, {@code claude-sonnet-4-5-20250929} and
     * {@code anthropic/claude-sonnet-4.5, input} are the same.
     */
    static String plain(String name) {
        String first = name.split(", ", 2)[0].trim().toLowerCase(Locale.ROOT);
        String bare = first.substring(first.lastIndexOf('/') + 1);
        return bare.replaceAll("[ ._]+", "-").replaceAll("-(20\\d{6}|20\\d\\d-\\d\\d-\\d\\d|latest)$", "");
    }
}
