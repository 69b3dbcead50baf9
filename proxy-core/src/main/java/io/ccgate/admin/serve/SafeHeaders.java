package io.ccgate.admin.serve;

import io.ccgate.exchange.GatewayAnswer.Header;
import java.util.List;

/** Headers that keep a browser from doing more with an answer than it was made for. */
public final class SafeHeaders {
    private static final Header NO_SNIFFING = new Header("x-content-type-options", "nosniff");
    private static final Header NO_REFERRER = new Header("referrer-policy", "no-referrer");
    private static final Header SAME_ORIGIN = new Header("cross-origin-resource-policy", "same-origin");

    /** For data: never kept, never shown as a page. */
    public static final List<Header> DATA = List.of(
            new Header("cache-control", "no-store"),
            new Header("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
            NO_SNIFFING,
            NO_REFERRER,
            SAME_ORIGIN);

    /** For pages: only what the gateway itself serves runs in them, nothing inline, nothing evaluated, in no frame. */
    public static final List<Header> PAGE = List.of(
            new Header(
                    "content-security-policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                            + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none';"
                            + " frame-ancestors 'none'"),
            new Header("x-frame-options", "DENY"),
            new Header("cross-origin-opener-policy", "same-origin"),
            new Header("permissions-policy", "camera=(), geolocation=(), microphone=()"),
            NO_SNIFFING,
            NO_REFERRER,
            SAME_ORIGIN);

    private SafeHeaders() {}
}
