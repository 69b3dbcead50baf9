package io.ccgate.relay;

import io.ccgate.balance.Candidate;
import io.ccgate.config.model.Protocol;
import io.ccgate.exchange.Exchange;
import io.ccgate.protocol.StreamProbe;
import io.ccgate.upstream.AnswerHead;
import io.ccgate.usage.meter.Meter;
import io.ccgate.usage.meter.Meters;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.jspecify.annotations.Nullable;

/**
 * What looks at an upstream's answer while it goes by.
 *
 * @param probe tells preamble from content; null: the first byte is content
 * @param meter null when nothing is metered
 */
record RelayParts(@Nullable StreamProbe probe, @Nullable Meter meter) {
    /** Nobody looks: an error, or something without tokens. */
    static final RelayParts NONE = new RelayParts(null, null);

    /** For a good answer that may hold tokens, in the words of the upstream's protocol. */
    static RelayParts of(Exchange exchange, Candidate candidate, AnswerHead head, boolean eventStream) {
        if (exchange.protocol() == null) {
            return NONE;
        }
        Protocol protocol = candidate.upstream().protocol();
        String coding = head.first(HttpHeaderNames.CONTENT_ENCODING);
        StreamProbe probe = eventStream && coding == null ? StreamProbe.create(protocol) : null;
        return new RelayParts(probe, Meters.create(protocol, eventStream, coding));
    }
}
