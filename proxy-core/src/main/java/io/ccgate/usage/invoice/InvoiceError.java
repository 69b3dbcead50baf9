package io.ccgate.usage.invoice;

/** An invoice that cannot be read. The message names the line or the columns, and the remedy. */
public final class InvoiceError extends Exception {
    private static final long serialVersionUID = 1L;

    InvoiceError(String message) {
        super(message);
    }
}
