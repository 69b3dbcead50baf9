package io.ccgate.translate.stream;

import io.ccgate.translate.model.Answer;
import io.ccgate.translate.model.Part;
import io.ccgate.translate.model.Seal;
import io.ccgate.translate.wire.JsonOut;

/** Tells a whole answer as the events of a stream, for upstreams that answer so although a stream was asked for. */
public final class AnswerEvents {
    private AnswerEvents() {}

    public static void emit(Answer answer, StreamSink sink) {
        sink.start(answer.id(), answer.usage());
        for (Part part : answer.parts()) {
            emit(part, sink);
        }
        sink.usage(answer.usage());
        sink.finish(answer.finish());
        sink.end();
    }

    private static void emit(Part part, StreamSink sink) {
        if (part instanceof Part.Text text && !text.text().isEmpty()) {
            JsonOut json = escaped(text.text());
            sink.text(json.array(), 0, json.length());
            sink.textEnd();
        } else if (part instanceof Part.Refusal refusal) {
            JsonOut json = escaped(refusal.text());
            sink.refusal(json.array(), 0, json.length());
        } else if (part instanceof Part.Thinking thinking) {
            thinking(thinking, sink);
        } else if (part instanceof Part.ToolCall call) {
            JsonOut json = escaped(call.arguments());
            sink.toolStart(call.id(), call.name());
            if (json.length() > 0) {
                sink.toolArgs(json.array(), 0, json.length());
            }
            sink.toolEnd();
        }
    }

    private static void thinking(Part.Thinking thinking, StreamSink sink) {
        Seal seal = thinking.seal();
        if (thinking.text().isEmpty()) {
            if (seal != null) {
                sink.sealed(seal);
            }
            return;
        }
        JsonOut json = escaped(thinking.text());
        sink.thinking(json.array(), 0, json.length());
        sink.thinkingEnd(seal);
    }

    private static JsonOut escaped(String text) {
        return new JsonOut(text.length() + 16).content(text);
    }
}
