package io.ccgate.mock;

import io.ccgate.mock.Answer.Piece;
import io.ccgate.mock.MockFaults.Cut;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;

/**
 * An answer with its faults worked in: the writes to make, and how it ends.
 *
 * @param pieces one write each
 * @param length of the whole body, also of a part that a cut takes away
 * @param cut how it is broken off after the last piece; empty if it is whole
 */
record Staging(List<Piece> pieces, int length, Optional<MockFaults.CutEnd> cut) {

    static Staging of(Answer answer, MockFaults faults, Dialect dialect) {
        List<Piece> pieces = answer.pieces();
        OptionalInt errorAt = answer.stream() ? faults.errorEvent() : OptionalInt.empty();
        if (errorAt.isPresent()) {
            int after = Math.min(errorAt.getAsInt(), pieces.size());
            int status = faults.number(Knob.STATUS).orElse(529);
            pieces = new ArrayList<>(pieces.subList(0, after));
            String event = dialect.errorEvent(status, "The demo upstream was told to fail here.", after == 0);
            pieces.add(Piece.of(answer.contentType().startsWith("text/") ? event : arrayElement(event, after == 0)));
        }
        if (faults.flag(Knob.GZIP, false) && !answer.isEmpty()) {
            pieces = zipped(pieces);
        }
        int length = length(pieces);
        Optional<Cut> cut = faults.cut();
        if (cut.isPresent()) {
            pieces = answer.stream()
                    ? pieces.subList(0, Math.min(cut.get().after(), pieces.size()))
                    : List.of(new Piece(
                            joined(pieces).slice(0, Math.min(cut.get().after(), length)), -1));
        }
        if (faults.isSet(Knob.DRIP)) {
            pieces = bytes(pieces);
        } else if (faults.flag(Knob.ONE_WRITE, false) && pieces.size() > 1) {
            pieces = List.of(new Piece(joined(pieces), -1));
        }
        return new Staging(pieces, length, cut.map(Cut::end));
    }

    /** Gemini's stream without events is an array: the error is its last element. */
    private static String arrayElement(String event, boolean first) {
        return (first ? "[" : ",\r\n") + event.substring("data: ".length()).strip() + "]";
    }

    private static int length(List<Piece> pieces) {
        return pieces.stream().mapToInt(piece -> piece.bytes().readableBytes()).sum();
    }

    private static ByteBuf joined(List<Piece> pieces) {
        ByteBuf whole = Unpooled.buffer(length(pieces));
        pieces.forEach(piece -> whole.writeBytes(piece.bytes().duplicate()));
        return whole;
    }

    private static List<Piece> bytes(List<Piece> pieces) {
        ByteBuf whole = joined(pieces);
        List<Piece> single = new ArrayList<>(whole.readableBytes());
        for (int i = 0; i < whole.readableBytes(); i++) {
            single.add(new Piece(whole.slice(i, 1), -1));
        }
        return single;
    }

    /** Each piece can be unzipped as soon as it arrives. */
    private static List<Piece> zipped(List<Piece> pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Piece> zipped = new ArrayList<>();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes, 512, true)) {
            for (int i = 0; i < pieces.size(); i++) {
                gzip.write(ByteBufUtil.getBytes(pieces.get(i).bytes()));
                if (i == pieces.size() - 1) {
                    gzip.finish();
                } else {
                    gzip.flush();
                }
                zipped.add(Piece.of(bytes.toByteArray()));
                bytes.reset();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped;
    }
}
