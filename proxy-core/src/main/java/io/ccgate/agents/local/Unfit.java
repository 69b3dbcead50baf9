package io.ccgate.agents.local;

/** What was asked for cannot be done; the message is for the user and says what helps. */
public final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
        super(message, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
