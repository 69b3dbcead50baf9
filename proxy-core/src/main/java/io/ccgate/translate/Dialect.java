package io.ccgate.translate;

import io.ccgate.config.model.Protocol;
import io.ccgate.translate.answer.AnswerReader;
import io.ccgate.translate.answer.AnswerWriter;
import io.ccgate.translate.answer.AnthropicAnswer;
import io.ccgate.translate.answer.ChatAnswer;
import io.ccgate.translate.answer.GeminiAnswer;
import io.ccgate.translate.answer.ResponsesAnswer;
import io.ccgate.translate.model.AnswerSetting;
import io.ccgate.translate.model.ToolNames;
import io.ccgate.translate.request.AnthropicRequestReader;
import io.ccgate.translate.request.AnthropicRequestWriter;
import io.ccgate.translate.request.ChatRequestReader;
import io.ccgate.translate.request.ChatRequestWriter;
import io.ccgate.translate.request.GeminiRequestReader;
import io.ccgate.translate.request.GeminiRequestWriter;
import io.ccgate.translate.request.RequestReader;
import io.ccgate.translate.request.RequestWriter;
import io.ccgate.translate.request.ResponsesRequestReader;
import io.ccgate.translate.request.ResponsesRequestWriter;
import io.ccgate.translate.stream.AnthropicEventReader;
import io.ccgate.translate.stream.AnthropicEventWriter;
import io.ccgate.translate.stream.ChatEventReader;
import io.ccgate.translate.stream.ChatEventWriter;
import io.ccgate.translate.stream.EventReader;
import io.ccgate.translate.stream.EventWriter;
import io.ccgate.translate.stream.GeminiEventReader;
import io.ccgate.translate.stream.GeminiEventWriter;
import io.ccgate.translate.stream.ResponsesEventReader;
import io.ccgate.translate.stream.ResponsesEventWriter;
import io.ccgate.translate.stream.StreamSink;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** One protocol's readers and writers: the whole of what a protocol adds to translation. */
record Dialect(
        RequestReader requestReader,
        RequestWriter requestWriter,
        AnswerReader answerReader,
        AnswerWriter answerWriter,
        BiFunction<StreamSink, ToolNames, EventReader> eventReader,
        Function<AnswerSetting, EventWriter> eventWriter,
        Supplier<ToolNames> names) {

    static Dialect of(Protocol protocol) {
        return switch (protocol) {
            case ANTHROPIC ->
                new Dialect(
                        AnthropicRequestReader::read,
                        AnthropicRequestWriter::write,
                        AnthropicAnswer::read,
                        AnthropicAnswer::write,
                        AnthropicEventReader::new,
                        AnthropicEventWriter::new,
                        ToolNames::anthropic);
            case CHAT ->
                new Dialect(
                        ChatRequestReader::read,
                        ChatRequestWriter::write,
                        ChatAnswer::read,
                        ChatAnswer::write,
                        ChatEventReader::new,
                        ChatEventWriter::new,
                        ToolNames::openAi);
            case RESPONSES ->
                new Dialect(
                        ResponsesRequestReader::read,
                        ResponsesRequestWriter::write,
                        ResponsesAnswer::read,
                        ResponsesAnswer::write,
                        ResponsesEventReader::new,
                        ResponsesEventWriter::new,
                        ToolNames::openAi);
            case GEMINI ->
                new Dialect(
                        GeminiRequestReader::read,
                        GeminiRequestWriter::write,
                        GeminiAnswer::read,
                        GeminiAnswer::write,
                        GeminiEventReader::new,
                        GeminiEventWriter::new,
                        ToolNames::gemini);
        };
    }
}
