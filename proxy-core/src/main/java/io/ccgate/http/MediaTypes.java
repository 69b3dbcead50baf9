package io.ccgate.http;

import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/** Questions about a {@code Content-Type}; parameters and case do not matter, null and empty are none of them. */
public final class MediaTypes {
    private MediaTypes() {}

    public static boolean isEventStream(@Nullable CharSequence contentType) {
        return is(contentType, "text/event-stream");
    }

    /** {@code application/json} or any {@code application/…+json}. */
    public static boolean isJson(@Nullable CharSequence contentType) {
        if (contentType == null) {
            return false;
        }
        int end = end(contentType);
        return is(contentType, "application/json")
                || (end > "application/".length() + "+json".length()
                        && AsciiString.regionMatches(contentType, true, 0, "application/", 0, 12)
                        && AsciiString.regionMatches(contentType, true, end - 5, "+json", 0, 5));
    }

    private static boolean is(@Nullable CharSequence contentType, String type) {
        return contentType != null
                && end(contentType) == type.length()
                && AsciiString.regionMatches(contentType, true, 0, type, 0, type.length());
    }

    /** Where the type ends: before parameters and the space in front of them. */
    private static int end(CharSequence contentType) {
        int end = 0;
        while (end < contentType.length() && contentType.charAt(end) != ';') {
            end++;
        }
        while (end > 0 && contentType.charAt(end - 1) == ' ') {
            end--;
        }
        return end;
    }
}
