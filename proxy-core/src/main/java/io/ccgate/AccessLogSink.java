package io.ccgate;

import io.ccgate.observe.AccessLog;
import io.ccgate.usage.ExchangeSummary;
import io.ccgate.usage.journal.RecordSink;
import io.ccgate.usage.price.Cost;

/** Has the access log written by the thread that writes the records, so that a request costs one hand-over, not two. */
record AccessLogSink(AccessLog accessLog) implements RecordSink {
    static AccessLogSink of(AccessLog accessLog) {
        return new AccessLogSink(accessLog);
    }

    @Override
    public void accept(ExchangeSummary summary, Cost cost) {
        accessLog.accept(summary, cost.total());
    }

    @Override
    public void flush() {
        accessLog.flush();
    }
}
