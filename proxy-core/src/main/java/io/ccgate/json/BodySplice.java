package io.ccgate.json;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Changes a few values of a scanned body and copies none of the rest: the new body is made of slices of the old one.
 *
 * <pre>{@code
 * ByteBuf changed = BodySplice.of(facts).model("claude-x").askForUsage().apply(body, allocator);
 * }</pre>
 *
 * <p>Not thread-safe; the facts must be those of the body it is applied to, and one splice may be applied many times.
 */
public final class BodySplice {
    private record Edit(Span place, String text) {}

    private final BodyFacts facts;
    private final List<Edit> edits = new ArrayList<>(3);
    private final StringBuilder members = new StringBuilder();

    private BodySplice(BodyFacts facts) {
        this.facts = facts;
    }

    /** A splice that changes nothing yet. */
    public static BodySplice of(BodyFacts facts) {
        return new BodySplice(facts);
    }

    /** The body with another model; see {@link #apply} for who owns what. */
    public static ByteBuf replaceModel(ByteBuf body, BodyFacts facts, String newModel, ByteBufAllocator allocator) {
        return of(facts).model(newModel).apply(body, allocator);
    }

    /** Names another model. A body without {@code model} gets one. */
    public BodySplice model(String newModel) {
        Span place = facts.modelSpan();
        if (place == null) {
            return member("model", JsonText.quote(newModel));
        }
        edits.add(new Edit(place, JsonText.quote(newModel)));
        return this;
    }

    /**
     * Adds a member at the front of the root object.
     *
     * @param name a name the body does not hold at its top level
     * @param json the value, as JSON text
     */
    public BodySplice member(String name, String json) {
        if (!members.isEmpty()) {
            members.append(',');
        }
        JsonText.quote(members, name).append(':').append(json);
        return this;
    }

    /** Sets {@code stream_options.include_usage}, whatever of it is there already. */
    public BodySplice askForUsage() {
        BodyFacts.StreamOptions options = facts.streamOptions();
        if (options == null) {
            return member("stream_options", "{\"include_usage\":true}");
        }
        Span value = options.includeUsageSpan();
        if (options.includeUsage()) {
            return this;
        } else if (value != null) {
            edits.add(new Edit(value, "true"));
        } else if (options.insertAt() >= 0) {
            String comma = options.empty() ? "" : ",";
            edits.add(new Edit(at(options.insertAt()), "\"include_usage\":true" + comma));
        } else {
            edits.add(new Edit(options.span(), "{\"include_usage\":true}"));
        }
        return this;
    }

    /** Whether {@link #apply} would change nothing. */
    public boolean isEmpty() {
        return edits.isEmpty() && members.isEmpty();
    }

    /**
     * The changed body. {@code body}'s indexes and reference count are the same afterwards as before, but its memory is
     * held until the result is released: the caller owns both and releases both.
     *
     * @param body the bytes the facts were read from, from its reader index on
     * @param allocator gives the few new bytes, direct ones so that a socket can gather them
     */
    public ByteBuf apply(ByteBuf body, ByteBufAllocator allocator) {
        List<Edit> sorted = new ArrayList<>(edits);
        if (!members.isEmpty()) {
            sorted.add(new Edit(at(facts.insertAt()), facts.empty() ? members.toString() : members + ","));
        }
        sorted.sort(Comparator.comparingInt(edit -> edit.place().start()));
        if (sorted.isEmpty()) {
            return body.retainedSlice();
        }
        CompositeByteBuf result = allocator.compositeBuffer(2 * sorted.size() + 1);
        try {
            int from = 0;
            for (Edit edit : sorted) {
                keep(body, from, edit.place().start(), result);
                byte[] text = edit.text().getBytes(StandardCharsets.UTF_8);
                result.addComponent(true, allocator.directBuffer(text.length).writeBytes(text));
                from = edit.place().end();
            }
            keep(body, from, facts.length(), result);
            return result;
        } catch (Throwable failure) {
            ReferenceCountUtil.release(result);
            throw failure;
        }
    }

    private static void keep(ByteBuf body, int from, int to, CompositeByteBuf result) {
        if (from < to) {
            result.addComponent(true, body.retainedSlice(body.readerIndex() + from, to - from));
        }
    }

    private static Span at(int offset) {
        return new Span(offset, offset);
    }
}
