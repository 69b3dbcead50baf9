package io.ccgate.translate.wire;

/** A peer sent bytes that are not JSON where JSON was due. Carries no stack trace: it is thrown on the event path. */
public final class MalformedJsonException extends RuntimeException {
    public MalformedJsonException(String message) {
        super(message, null, false, false);
    }
}
