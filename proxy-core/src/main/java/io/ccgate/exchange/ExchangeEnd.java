package io.ccgate.exchange;

/** Hears of every exchange's end: the one place where budget, books, logs and metrics hang. */
public interface ExchangeEnd {
    /** Called once for every exchange, whatever became of it. */
    void ended(Exchange exchange, Outcome outcome);

    /** An event stream began to flow to the client. */
    default void streams(Exchange exchange) {}
}
