package io.ccgate.usage.invoice;

import java.util.Optional;

/** Names of columns that the caller gives; empty: those that providers use are looked for. */
public record InvoiceNames(Optional<String> date, Optional<String> model, Optional<String> cost) {}
