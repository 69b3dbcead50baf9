package io.ccgate.http;

import static io.ccgate.http.HopByHop.same;

import io.netty.util.AsciiString;

/**
 * Which headers go on. Towards the upstream everything does, {@code anthropic-*}, {@code x-stainless-*}, tracing and
 * unknown ones included, except credentials, framing, and what describes the way to this gateway. Stateless.
 */
public final class ForwardHeaders {
    private ForwardHeaders() {}

    /** Whether a client's header of this name may go on to an upstream. */
    public static boolean goesUpstream(CharSequence name) {
        boolean stays = switch (name.length()) {
            case 3 -> same(name, "via");
            case 4 -> same(name, "host");
            case 6 -> same(name, "cookie") || same(name, "expect");
            case 7 -> same(name, "api-key");
            case 9 -> same(name, "x-api-key") || same(name, "forwarded") || same(name, "x-real-ip");
            case 13 -> same(name, "authorization");
            case 14 -> same(name, "content-length") || same(name, "x-goog-api-key");
            default -> false;
        };
        return !stays && !startsWith(name, "x-forwarded-") && !startsWith(name, "proxy-") && !HopByHop.isHopByHop(name);
    }

    /** The same towards an upstream of another protocol: headers of the client's own protocol and SDK stay behind. */
    public static boolean goesToForeign(CharSequence name) {
        return goesUpstream(name)
                && !startsWith(name, "anthropic-")
                && !startsWith(name, "x-stainless-")
                && !startsWith(name, "openai-")
                && !startsWith(name, "x-goog-")
                && !startsWith(name, "content-")
                && !AsciiString.regionMatches(name, true, 0, "accept", 0, 6);
    }

    /** Whether an upstream's header of this name may go on to the client. */
    public static boolean goesToClient(CharSequence name) {
        boolean stays = switch (name.length()) {
            // About the upstream's own host and account: other endpoints of it, its TLS rule, its cookies.
            case 7 -> same(name, "alt-svc");
            case 10 -> same(name, "set-cookie");
            case 25 -> same(name, "strict-transport-security");
            default -> false;
        };
        return !stays && !HopByHop.isHopByHop(name);
    }

    private static boolean startsWith(CharSequence name, String lowerCase) {
        return name.length() > lowerCase.length()
                && AsciiString.regionMatches(name, true, 0, lowerCase, 0, lowerCase.length());
    }
}
