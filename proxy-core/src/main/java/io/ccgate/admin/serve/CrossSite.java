package io.ccgate.admin.serve;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether a browser sends a request because a page of somebody else's told it to. Where the browser says so itself
 * ({@code Sec-Fetch-Site}, W3C Fetch Metadata) that counts; else the {@code Origin} has to be the host the request goes to.
 * Programs send neither. Pure.
 */
final class CrossSite {
    private CrossSite() {}

    static boolean isForeign(HttpHeaders headers) {
        String site = headers.get("sec-fetch-site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        return origin != null && !isOf(origin, headers.get(HttpHeaderNames.HOST));
    }

    private static boolean isOf(String origin, @Nullable String host) {
        int scheme = origin.indexOf("://");
        return host != null
                && scheme > 0
                && origin.substring(scheme + 3).toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
    }
}
