package io.ccgate.usage.meter;

import io.ccgate.config.model.Protocol;
import io.ccgate.usage.ServerTools;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.scan.Shape;
import io.ccgate.usage.scan.ValueSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one answer said so far. A number named later replaces an earlier one; one not named (or null) stays; and a zero
 * does not erase input or cache tokens named before, since some providers end a stream with zeros there.
 */
final class Tally implements ValueSink {
    private static final long UNSEEN = -1;
    /** No answer has more tokens; a larger number is nonsense and would only overflow sums. */
    private static final long MAX = 1_000_000_000_000L;

    private static final byte[] MESSAGE_STOP = ascii("message_stop");
    private static final byte[] ERROR = ascii("error");
    private static final byte[] COMPLETED = ascii("response.completed");
    private static final byte[] INCOMPLETE = ascii("response.incomplete");
    private static final byte[] FAILED = ascii("response.failed");
    private static final byte[] BLOCK = ascii("content_block_");
    private static final byte[] RESPONSE = ascii("response.");
    private static final byte[] DELTA = ascii("delta");
    /** What the type of an output item adds to the name of the tool it called. */
    private static final String CALL = "_call";
    /** Looking at a page that a search found is no search: OpenAI charges for searches alone. */
    private static final byte[] OPEN_PAGE = ascii("open_page");

    private static final byte[] FIND_IN_PAGE = ascii("find_in_page");
    private static final byte[] DONE = ascii("DONE");
    private static final byte[] NULL = ascii("null");

    private static final int GOOGLE_SEARCH = Fields.tool(ServerTools.GOOGLE_SEARCH);

    private final Protocol protocol;
    private final long[] numbers = new long[Fields.NUMBERS];
    private final ServedAs servedAs = new ServedAs();
    private boolean usageSeen;
    private boolean ended;
    private boolean failed;
    private int errorRank;
    private @Nullable String errorType;
    private long contentBytes;
    private long queries;
    private long pagesRead;
    private int texts;
    private int notes;

    Tally(Protocol protocol) {
        this.protocol = protocol;
        Arrays.fill(numbers, UNSEEN);
    }

    @Override
    public void begun(int field) {
        if (field == Fields.ERROR) {
            fail();
        } else if (field == Fields.SEARCH_QUERY) {
            // Each chunk of a stream may name all queries again.
            queries = 0;
        }
    }

    @Override
    public void scalar(int field, byte[] token, int length) {
        if (field >= 0 && field < Fields.NUMBERS) {
            number(field, token, length);
        } else if (field == Shape.NO_FIELD && protocol == Protocol.CHAT && is(DONE, token, length)) {
            end();
        } else if (field == Fields.ERROR_CODE && failed && !is(NULL, token, length)) {
            error(1, token, length);
        }
    }

    @Override
    public boolean text(int field, byte[] token, int length, long total) {
        switch (field) {
            case Fields.CONTENT -> content(total);
            case Fields.EVENT_TYPE -> {
                eventType(token, length);
                return !saysNothing(token, length);
            }
            case Fields.FINISH -> end();
            case Fields.ERROR -> fail();
            case Fields.ERROR_TYPE -> error(2, token, length);
            case Fields.ERROR_CODE -> error(1, token, length);
            case Fields.SERVICE_TIER, Fields.SPEED, Fields.REGION ->
                servedAs.set(field - Fields.SERVICE_TIER, token, length);
            case Fields.ITEM_TYPE -> called(token, length);
            case Fields.ITEM_ACTION -> {
                if (is(OPEN_PAGE, token, length) || is(FIND_IN_PAGE, token, length)) {
                    pagesRead++;
                }
            }
            case Fields.SEARCH_QUERY -> {
                notes++;
                queries++;
                numbers[GOOGLE_SEARCH] = Math.max(numbers[GOOGLE_SEARCH], queries);
            }
            default -> {}
        }
        return true;
    }

    /** Output items are listed once, when the answer is whole. */
    private void called(byte[] token, int length) {
        String type = new String(token, 0, length, StandardCharsets.US_ASCII);
        int tool = type.endsWith(CALL) ? Fields.TOOLS.indexOf(type.substring(0, type.length() - CALL.length())) : -1;
        if (tool >= 0) {
            notes++;
            int field = Fields.FIRST_TOOL + tool;
            numbers[field] = seen(field) + 1;
        }
    }

    /** The answer said that it failed, without saying how. */
    void fail() {
        notes++;
        failed = true;
    }

    boolean ended() {
        return ended;
    }

    /** How many pieces of text there were. */
    int texts() {
        return texts;
    }

    /** Grows with everything said that is not text. */
    int notes() {
        return notes;
    }

    /** A piece of text, of which only the length is known. */
    void content(long bytes) {
        texts++;
        contentBytes += bytes;
    }

    private void end() {
        notes++;
        ended = true;
    }

    private void eventType(byte[] token, int length) {
        boolean last = protocol == Protocol.ANTHROPIC
                ? is(MESSAGE_STOP, token, length)
                : is(COMPLETED, token, length) || is(INCOMPLETE, token, length) || is(FAILED, token, length);
        if (last) {
            end();
        }
        if (is(ERROR, token, length) || is(FAILED, token, length)) {
            fail();
        }
    }

    /** Events that repeat the request or the text, at length, and hold no number. */
    private static boolean saysNothing(byte[] token, int length) {
        if (startsWith(BLOCK, token, length)) {
            return !endsWith(DELTA, token, length);
        }
        return startsWith(RESPONSE, token, length)
                && !endsWith(DELTA, token, length)
                && !is(COMPLETED, token, length)
                && !is(INCOMPLETE, token, length)
                && !is(FAILED, token, length);
    }

    private void error(int rank, byte[] token, int length) {
        notes++;
        if (rank > errorRank && length > 0) {
            errorRank = rank;
            errorType = new String(token, 0, length, StandardCharsets.UTF_8);
        }
    }

    private void number(int field, byte[] token, int length) {
        long value = 0;
        int digits = 0;
        while (digits < length && token[digits] >= '0' && token[digits] <= '9') {
            value = Math.min(MAX, value * 10 + (token[digits] - '0'));
            digits++;
        }
        if (digits == 0) {
            return;
        }
        notes++;
        usageSeen = true;
        boolean zeroKeeps = field != Fields.OUTPUT && field != Fields.REASONING;
        if (value != 0 || numbers[field] == UNSEEN || !zeroKeeps) {
            numbers[field] = value;
        }
    }

    Reading reading(boolean complete) {
        String error = failed || errorType != null ? (errorType == null ? "error" : errorType) : null;
        return new Reading(usage(), usageSeen, complete, error, contentBytes);
    }

    private TokenUsage usage() {
        if (!usageSeen) {
            return TokenUsage.NONE;
        }
        TokenUsage tokens = switch (protocol) {
            case ANTHROPIC -> anthropic();
            case CHAT, RESPONSES -> openAi();
            case GEMINI -> gemini();
        };
        ServerTools tools = tools();
        TokenUsage all = tools.isEmpty() ? tokens : tokens.using(tools);
        return servedAs.isStandard() ? all : all.servedAs(servedAs.text());
    }

    private ServerTools tools() {
        ServerTools tools = ServerTools.NONE;
        for (int i = 0; i < Fields.TOOLS.size(); i++) {
            String name = Fields.TOOLS.get(i);
            long calls = seen(Fields.FIRST_TOOL + i);
            tools = tools.with(name, name.equals(ServerTools.WEB_SEARCH) ? calls - pagesRead : calls);
        }
        return tools.with(ServerTools.GROUNDED_PROMPT, Math.min(1, tools.of(ServerTools.GOOGLE_SEARCH)));
    }

    /** Input excludes both caches; the split by life comes at the start only, the sum may come again later. */
    private TokenUsage anthropic() {
        long split1h = seen(Fields.CACHE_WRITE_1H);
        long written = numbers[Fields.CACHE_WRITE] == UNSEEN
                ? seen(Fields.CACHE_WRITE_5M) + split1h
                : numbers[Fields.CACHE_WRITE];
        long hour = Math.min(split1h, written);
        return new TokenUsage(
                seen(Fields.INPUT),
                seen(Fields.OUTPUT),
                written - hour,
                hour,
                seen(Fields.CACHE_READ),
                seen(Fields.REASONING),
                0);
    }

    /** Input includes what came from and went into the cache. */
    private TokenUsage openAi() {
        long prompt = seen(Fields.INPUT);
        long read = Math.min(prompt, seen(Fields.CACHE_READ));
        long written = Math.min(prompt - read, seen(Fields.CACHE_WRITE));
        long output = seen(Fields.OUTPUT);
        long reasoning = seen(Fields.REASONING);
        // xAI counts reasoning beside the completion; only its total shows that.
        if (reasoning > 0 && seen(Fields.TOTAL) == prompt + output + reasoning) {
            output += reasoning;
        }
        return new TokenUsage(prompt - read - written, output, written, 0, read, reasoning, 0);
    }

    /** Prompt includes the cached part; thoughts and the prompts of tools stand beside their sums. */
    private TokenUsage gemini() {
        long prompt = seen(Fields.INPUT);
        long read = Math.min(prompt, seen(Fields.CACHE_READ));
        long thoughts = seen(Fields.REASONING);
        return new TokenUsage(
                prompt - read + seen(Fields.TOOL_INPUT), seen(Fields.OUTPUT) + thoughts, 0, 0, read, thoughts, 0);
    }

    private long seen(int field) {
        return Math.max(0, numbers[field]);
    }

    private static boolean is(byte[] word, byte[] token, int length) {
        return word.length == length && Arrays.equals(word, 0, length, token, 0, length);
    }

    private static boolean startsWith(byte[] word, byte[] token, int length) {
        return length >= word.length && Arrays.equals(word, 0, word.length, token, 0, word.length);
    }

    private static boolean endsWith(byte[] word, byte[] token, int length) {
        return length >= word.length && Arrays.equals(word, 0, word.length, token, length - word.length, length);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
