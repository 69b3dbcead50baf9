package io.ccgate.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;

/**
 * Headers that concern one connection only and are never passed on, in either direction: those of RFC 9110, section
 * 7.6.1, and whatever the {@code Connection} header names. To be applied before own headers are set, since a client may
 * name any header there.
 */
public final class HopByHop {
    private HopByHop() {}

    /** Whether a header of this name is hop-by-hop wherever it stands. */
    public static boolean isHopByHop(CharSequence name) {
        return switch (name.length()) {
            case 2 -> same(name, "te");
            case 7 -> same(name, "trailer") || same(name, "upgrade");
            case 10 -> same(name, "connection") || same(name, "keep-alive");
            case 14 -> same(name, "http2-settings");
            case 16 -> same(name, "proxy-connection");
            case 17 -> same(name, "transfer-encoding");
            case 18 -> same(name, "proxy-authenticate");
            case 19 -> same(name, "proxy-authorization");
            default -> false;
        };
    }

    /** The headers that a message's {@code Connection} names beyond {@code close} and {@code keep-alive}; rarely any. */
    public static List<CharSequence> named(HttpHeaders headers) {
        return named(headers.getAll(HttpHeaderNames.CONNECTION));
    }

    /** The same for the values of {@code Connection} headers. */
    public static List<CharSequence> named(List<String> values) {
        if (values.isEmpty() || (values.size() == 1 && isPlain(values.get(0)))) {
            return List.of();
        }
        List<CharSequence> names = new ArrayList<>();
        for (String value : values) {
            for (String name : value.split(",")) {
                names.add(name.trim());
            }
        }
        return names;
    }

    private static boolean isPlain(String connection) {
        return same(connection, "keep-alive") || same(connection, "close");
    }

    static boolean same(CharSequence name, String lowerCase) {
        return AsciiString.contentEqualsIgnoreCase(name, lowerCase);
    }
}
