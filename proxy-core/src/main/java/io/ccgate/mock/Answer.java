package io.ccgate.mock;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A finished answer, before timing and faults.
 *
 * @param headers beside content type and framing
 * @param pieces the body; of a stream, one piece an event
 * @param inputTokens billed when the answer starts
 * @param outputTokens billed as far as it is sent
 */
record Answer(
        int status,
        String contentType,
        Map<String, String> headers,
        List<Piece> pieces,
        boolean stream,
        int inputTokens,
        int outputTokens) {

    /**
     * Part of a body.
     *
     * @param bytes never changed, and shared: writers take a retained duplicate
     * @param stampAt where 19 digits of the clock go; -1 for none
     */
    record Piece(ByteBuf bytes, int stampAt) {
        static Piece of(String text) {
            return of(text.getBytes(StandardCharsets.UTF_8));
        }

        static Piece of(byte[] bytes) {
            return new Piece(Unpooled.wrappedBuffer(bytes), -1);
        }
    }

    static Answer json(int status, String body, Map<String, String> headers) {
        return new Answer(status, "application/json", headers, List.of(Piece.of(body)), false, 0, 0);
    }

    static Answer stream(String contentType, List<String> events, Map<String, String> headers, Reply.Usage usage) {
        List<Piece> pieces = new ArrayList<>(events.size());
        events.forEach(event -> pieces.add(Piece.of(event)));
        return new Answer(200, contentType, headers, pieces, true, usage.input(), usage.output());
    }

    Answer billed(Reply.Usage usage) {
        return new Answer(status, contentType, headers, pieces, stream, usage.input(), usage.output());
    }

    boolean isEmpty() {
        return pieces.stream().noneMatch(piece -> piece.bytes().isReadable());
    }
}
