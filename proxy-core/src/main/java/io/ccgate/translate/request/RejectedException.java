package io.ccgate.translate.request;

/** A request that cannot be translated without changing what it means. Carries no stack trace: it is an answer, not a fault. */
public final class RejectedException extends RuntimeException {
    private final String field;
    private final String code;

    private RejectedException(String field, String message, String code) {
        super(message, null, false, false);
        this.field = field;
        this.code = code;
    }

    /** Known, but the upstream has nothing like it. */
    public static RejectedException unsupported(String field, String message) {
        return new RejectedException(field, message, "unsupported_parameter");
    }

    /** Wrong by the client's own protocol. */
    public static RejectedException invalid(String field, String message) {
        return new RejectedException(field, message, "invalid_value");
    }

    /** The field's path in the client's request. */
    public String field() {
        return field;
    }

    public String code() {
        return code;
    }

    /** The message; never null here. */
    public String reason() {
        String message = getMessage();
        return message == null ? code : message;
    }
}
