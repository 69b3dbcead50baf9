package io.ccgate.auth;

import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.UpstreamConfig.AuthForm;
import io.ccgate.config.secret.Secret;
import io.netty.util.AsciiString;

/**
 * The header that carries an upstream's key. The client's own credential headers are removed in any case.
 *
 * @param header lower case
 * @param prefix before the key; may be empty
 */
public record UpstreamCredential(AsciiString header, String prefix) {
    private static final UpstreamCredential BEARER =
            new UpstreamCredential(AsciiString.cached("authorization"), "Bearer ");
    private static final UpstreamCredential X_API_KEY = new UpstreamCredential(AsciiString.cached("x-api-key"), "");
    private static final UpstreamCredential X_GOOG_API_KEY =
            new UpstreamCredential(AsciiString.cached("x-goog-api-key"), "");

    /**
     * {@link AuthForm#AS_CLIENT} keeps the client's form where the upstream's protocol knows more than one, which only
     * Anthropic's does: OAuth tokens come as bearer, API keys either way. OpenAI's knows bearer alone; Gemini takes API
     * keys in its own header, and a bearer there is an OAuth token, which has to be configured.
     *
     * @param client where the client's key stood
     */
    public static UpstreamCredential of(AuthForm configured, Protocol upstream, Credentials.Form client) {
        return switch (configured) {
            case BEARER -> BEARER;
            case X_API_KEY -> X_API_KEY;
            case X_GOOG_API_KEY -> X_GOOG_API_KEY;
            case AS_CLIENT ->
                switch (upstream) {
                    case CHAT, RESPONSES -> BEARER;
                    case GEMINI -> X_GOOG_API_KEY;
                    case ANTHROPIC -> client == Credentials.Form.BEARER ? BEARER : X_API_KEY;
                };
        };
    }

    /** The header's value; reveal it only to the connection it is sent on. */
    public String value(Secret key) {
        return prefix + key.reveal();
    }
}
