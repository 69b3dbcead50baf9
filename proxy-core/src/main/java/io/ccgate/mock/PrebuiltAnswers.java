package io.ccgate.mock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.mock.Answer.Piece;
import io.ccgate.mock.Ask.Cache;
import io.ccgate.mock.Ask.Thinking;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers made once and sent many times, so that a benchmark measures what stands in front of the demo upstream and not
 * the demo upstream. The request body is not looked at. Safe for all event loops.
 */
final class PrebuiltAnswers {
    /** What a stamped event carries, 19 digits to be overwritten. */
    static final String STAMP = "@0000000000000000000";

    private static final Map<String, String> HEADERS = Map.of("request-id", "req_prebuilt");
    private static final int KINDS_KEPT = 64;

    /**
     * A stream's first events come together, enough of them in every dialect to hold content: a gateway may keep a mere preamble
     * back, and a stream that is only to be held open must have begun at the client.
     */
    private static final int OPENING_EVENTS = 4;

    private final Map<Kind, Answer> answers = new ConcurrentHashMap<>();

    private record Kind(Dialect dialect, int events, int size, boolean stamp, boolean oneWrite) {}

    Answer answer(Dialect dialect, MockFaults faults) {
        Kind kind = new Kind(
                dialect,
                faults.number(Knob.EVENTS).orElse(0),
                faults.number(Knob.SIZE).orElse(0),
                faults.flag(Knob.STAMP, false),
                faults.flag(Knob.ONE_WRITE, false));
        if (answers.size() > KINDS_KEPT) {
            answers.clear();
        }
        return answers.computeIfAbsent(kind, PrebuiltAnswers::build);
    }

    private static Answer build(Kind kind) {
        ObjectNode body = Json.object().put("sse", true);
        body.set("stream_options", Json.object().put("include_usage", true));
        Ask ask = new Ask(
                "demo-prebuilt",
                kind.events > 0,
                "benchmark",
                "benchmark",
                List.of(),
                0,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Thinking.NONE,
                0,
                1000,
                Cache.AUTOMATIC,
                body);
        MockFaults faults =
                kind.events > 0 ? MockFaults.NONE.with(Knob.EVENTS, Integer.toString(kind.events)) : MockFaults.NONE;
        Reply reply = DemoModel.answer(ask, faults);
        if (kind.events == 0) {
            String json = Json.write(kind.dialect.json(ask, reply));
            int missing = kind.size - json.length();
            if (missing > 0) {
                reply = DemoModel.padded(ask, reply, missing);
                json = Json.write(kind.dialect.json(ask, reply));
            }
            Piece whole = new Piece(shared(json), -1);
            return new Answer(
                    200,
                    "application/json",
                    HEADERS,
                    List.of(whole),
                    false,
                    1000,
                    reply.usage().output());
        }
        if (kind.stamp) {
            List<String> stamped =
                    reply.deltas().stream().map(text -> text.strip() + STAMP).toList();
            reply = new Reply("", stamped, List.of(), reply.stop(), reply.usage());
        }
        List<String> events = kind.dialect.events(ask, reply);
        List<Piece> pieces = new ArrayList<>();
        if (kind.oneWrite) {
            pieces.add(new Piece(shared(String.join("", events)), -1));
        } else {
            int opening = kind.stamp ? 0 : Math.min(OPENING_EVENTS, events.size());
            if (opening > 0) {
                pieces.add(new Piece(shared(String.join("", events.subList(0, opening))), -1));
            }
            for (String event : events.subList(opening, events.size())) {
                int at = event.indexOf(STAMP);
                pieces.add(new Piece(shared(event), at < 0 ? -1 : at + 1));
            }
        }
        return new Answer(
                200,
                kind.dialect.streamType(ask),
                HEADERS,
                pieces,
                true,
                1000,
                reply.usage().output());
    }

    private static ByteBuf shared(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // Memory of Java's own: it goes with the mock, and nobody has to release it.
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(direct));
    }
}
