package io.ccgate.upstream;

import io.ccgate.error.GatewayError;
import io.netty.buffer.ByteBuf;

/**
 * Who asked. Every call comes on the connection's event loop, in the order head, (payload*, frames)*, then exactly one of
 * {@link #end} and {@link #failed}; after that nothing more.
 */
public interface AnswerListener {
    /** The last byte of the request has been handed to the system. */
    void requestSent();

    /** The final head; interim 1xx heads are swallowed by the connection. */
    void head(AnswerHead head);

    /** Body bytes without their transfer coding. Only to look at: the buffer still belongs to the connection. */
    void payload(ByteBuf buffer, int index, int length);

    /**
     * The same bytes as they came, transfer coding included. The buffer now belongs to the listener.
     *
     * @param last whether the body ends with this buffer
     * @param closing when it does: index in the buffer at which the framing's own end begins, behind the last payload;
     *     -1 when that end began in an earlier buffer
     */
    void frames(ByteBuf buffer, boolean last, int closing);

    /** The system has no more bytes for now: the moment to flush. */
    void readComplete();

    /** The answer is whole. The connection has already gone back to its pool, or is closing. */
    void end();

    /** There will be no (more) answer. The connection is closing. */
    void failed(GatewayError error);
}
