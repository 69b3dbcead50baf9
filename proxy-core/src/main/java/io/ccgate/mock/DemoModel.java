package io.ccgate.mock;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.mock.Ask.Cache;
import io.ccgate.mock.Ask.Thinking;
import io.ccgate.mock.Ask.Tool;
import io.ccgate.mock.Reply.Call;
import io.ccgate.mock.Reply.Stop;
import io.ccgate.mock.Reply.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The "model": says what a request makes it say. The same request gets the same words.
 *
 * <p>In this order: JSON for a schema; the tool calls that the prompt's directives name; a call of a tool the request
 * forces; a quote of tool results; a few sentences.
 */
final class DemoModel {
    private DemoModel() {}

    static Reply answer(Ask ask, MockFaults faults) {
        List<Call> calls = ask.schema().isPresent() ? List.of() : calls(ask);
        OptionalInt events = faults.number(Knob.EVENTS);
        List<String> deltas;
        if (!calls.isEmpty()) {
            deltas = List.of();
        } else if (events.isPresent()) {
            deltas = Prose.words(events.getAsInt());
        } else {
            deltas = Prose.split(text(ask));
        }
        Stop stop = calls.isEmpty() ? Stop.END : Stop.TOOLS;
        if (ask.maxTokens() > 0 && stop == Stop.END) {
            List<String> fitting = within(deltas, ask.maxTokens());
            stop = fitting.size() < deltas.size() ? Stop.LENGTH : stop;
            deltas = fitting;
        }
        String thinking = ask.thinking() == Thinking.NONE ? "" : Prose.thought(ask.question());
        return new Reply(thinking, deltas, calls, stop, usage(ask, thinking, deltas, calls));
    }

    /** The reply with that many characters of text more. */
    static Reply padded(Ask ask, Reply reply, int characters) {
        List<String> deltas = new ArrayList<>(reply.deltas());
        deltas.add(Prose.filler(characters));
        return new Reply(
                reply.thinking(), deltas, List.of(), reply.stop(), usage(ask, reply.thinking(), deltas, List.of()));
    }

    private static String text(Ask ask) {
        if (ask.schema().isPresent()) {
            return Json.write(SchemaSample.of(ask.schema().get(), Prose.subject(ask.question())));
        }
        if (!ask.results().isEmpty()) {
            return Prose.quote(ask.results());
        }
        List<ToolDirective> unknown = ToolDirective.in(ask.prompt());
        return unknown.isEmpty()
                ? Prose.answer(ask.question())
                : "No tool named " + unknown.get(0).name() + " was offered to me.";
    }

    private static List<Call> calls(Ask ask) {
        List<Call> calls = new ArrayList<>();
        for (ToolDirective directive : ToolDirective.in(ask.prompt())) {
            ask.tools().stream()
                    .filter(tool -> tool.name().equals(directive.name()))
                    .findFirst()
                    .ifPresent(tool -> calls.add(call(tool, directive.input())));
        }
        if (calls.isEmpty() && ask.forced().isPresent() && ask.results().isEmpty()) {
            String wanted = ask.forced().get();
            Optional<Tool> tool = ask.tools().stream()
                    .filter(offered -> wanted.isEmpty() || offered.name().equals(wanted))
                    .findFirst();
            tool.ifPresent(forced -> calls.add(
                    call(forced, Json.write(SchemaSample.of(forced.schema(), Prose.subject(ask.question()))))));
        }
        return calls;
    }

    private static Call call(Tool tool, String written) {
        String input = written;
        if (tool.custom()) {
            JsonNode wrapped = written.startsWith("{") ? Json.read(written).path("input") : Json.object();
            input = wrapped.isTextual() ? wrapped.asText() : written;
        } else if (!Json.read(written).isObject()) {
            input = "{}";
        }
        return new Call(Ids.of(""), tool.name(), tool.namespace(), tool.custom(), input);
    }

    private static List<String> within(List<String> deltas, int tokens) {
        int left = tokens * 4;
        int count = 0;
        while (count < deltas.size() && left >= deltas.get(count).length()) {
            left -= deltas.get(count).length();
            count++;
        }
        return deltas.subList(0, count);
    }

    private static Usage usage(Ask ask, String thinking, List<String> deltas, List<Call> calls) {
        int input = ask.inputTokens();
        boolean cached = ask.cache() != Cache.NONE && (ask.cache() != Cache.AUTOMATIC || input >= 1024);
        // A first turn fills the cache; later ones read most of their prompt from it.
        int prefix = cached ? input * 3 / 4 : 0;
        boolean warm = ask.turns() > 0;
        int read = warm ? prefix : 0;
        int written = ask.cache() == Cache.AUTOMATIC ? 0 : warm && cached ? input / 8 : prefix;
        int thought = thinking.isEmpty() ? 0 : Dialect.tokens(thinking.length());
        int characters = deltas.stream().mapToInt(String::length).sum()
                + calls.stream()
                        .mapToInt(call -> call.name().length() + call.input().length())
                        .sum();
        return new Usage(input, read, written, thought + Dialect.tokens(characters), thought);
    }
}
