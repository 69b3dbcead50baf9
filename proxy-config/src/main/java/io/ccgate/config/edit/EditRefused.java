package io.ccgate.config.edit;

/** Why an edit cannot be made; becomes {@link EditOutcome.Refused}. */
public final class EditRefused extends Exception {
    private static final long serialVersionUID = 1L;

    EditRefused(String reason) {
        super(reason, null, false, false);
    }

    /** For people: what stands in the way. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
