package io.ccgate.usage.journal;

import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.price.Cost;

/**
 * Something else that is written once per finished request, such as the access log. Called on the journal's writer
 * thread only, in the order the requests ended, also for requests of unknown callers. An exception is logged and
 * changes nothing for the journal.
 */
public interface RecordSink {
    void accept(ExchangeSummary summary, Cost cost);

    /** The batch is over: whatever is buffered goes out now. */
    void flush();
}
