package io.ccgate.translate.stream;

import io.ccgate.translate.model.ToolNames;
import io.ccgate.translate.wire.JsonOut;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts parallel tool calls, whose fragments an upstream may mix, in a row: one call is live and passes at once, the others
 * wait until it is closed. A call starts when its id and its name are known; what comes for them later is ignored.
 */
final class ToolLanes {
    /** Marks a fragment for which the upstream named no index. */
    static final long NO_INDEX = -1;

    private static final class Lane {
        final long index;
        String id = "";
        String name = "";
        boolean started;
        boolean closed;
        boolean sawArguments;
        final JsonOut waiting = new JsonOut(64);
        final JsonBalance balance = new JsonBalance();

        Lane(long index) {
            this.index = index;
        }
    }

    private final StreamSink sink;
    private final ToolNames names;
    private final Runnable closeOthers;
    private final List<Lane> lanes = new ArrayList<>();
    private @Nullable Lane live;
    private boolean any;

    /** @param closeOthers called before a call starts: closes an open text or thought */
    ToolLanes(StreamSink sink, ToolNames names, Runnable closeOthers) {
        this.sink = sink;
        this.names = names;
        this.closeOthers = closeOthers;
    }

    /** Whether any call was passed on. */
    boolean any() {
        return any;
    }

    /** One fragment; {@code id} and {@code name} are empty where the upstream did not say. */
    void fragment(long index, String id, String name, byte[] b, int from, int to) {
        Lane lane = lane(index, id, name);
        if (lane.id.isEmpty()) {
            lane.id = id;
        }
        if (lane.name.isEmpty()) {
            lane.name = name;
        }
        if (lane.closed) {
            return;
        }
        lane.sawArguments |= from < to;
        lane.balance.accept(b, from, to);
        if (lane == live) {
            if (from < to) {
                sink.toolArgs(b, from, to);
            }
        } else {
            lane.waiting.raw(b, from, to);
        }
        advance();
    }

    /** The call of that index is complete by the upstream's word. */
    void complete(long index) {
        Lane lane = live;
        if (lane != null && lane.index == index) {
            closeLive();
            advance();
        }
    }

    /** Whether any argument was seen for the call. */
    boolean hasArguments(long index) {
        Lane lane = byIndex(index);
        return lane != null && lane.sawArguments;
    }

    private Lane lane(long index, String id, String name) {
        Lane lane = index == NO_INDEX ? byId(id) : byIndex(index);
        boolean otherId = lane != null && !id.isEmpty() && !lane.id.isEmpty() && !lane.id.equals(id);
        boolean nextUnmarked =
                lane != null && index == NO_INDEX && id.isEmpty() && !name.isEmpty() && lane.balance.complete();
        if (lane == null || otherId || nextUnmarked) {
            lane = new Lane(index);
            lanes.add(lane);
        }
        return lane;
    }

    /** The call with that id; without an id the last one goes on. */
    private @Nullable Lane byId(String id) {
        if (id.isEmpty()) {
            return lanes.isEmpty() ? null : lanes.get(lanes.size() - 1);
        }
        for (Lane lane : lanes) {
            if (lane.id.equals(id)) {
                return lane;
            }
        }
        return null;
    }

    private @Nullable Lane byIndex(long index) {
        for (int i = lanes.size() - 1; i >= 0; i--) {
            if (lanes.get(i).index == index) {
                return lanes.get(i);
            }
        }
        return null;
    }

    private void advance() {
        if (live != null && !live.balance.complete()) {
            return;
        }
        for (Lane lane : lanes) {
            if (!lane.started && !lane.id.isEmpty() && !lane.name.isEmpty()) {
                closeLive();
                start(lane);
                if (!lane.balance.complete()) {
                    return;
                }
            }
        }
    }

    private void start(Lane lane) {
        closeOthers.run();
        lane.started = true;
        any = true;
        live = lane;
        sink.toolStart(lane.id, names.client(lane.name));
        if (lane.waiting.length() > 0) {
            sink.toolArgs(lane.waiting.array(), 0, lane.waiting.length());
        }
    }

    /** Ends the live call, if there is one: something else follows. */
    void closeLive() {
        Lane lane = live;
        if (lane != null) {
            live = null;
            lane.closed = true;
            sink.toolEnd();
        }
    }

    /** The answer ends: calls that waited come in their order, those that never got a name are dropped. */
    void flush() {
        closeLive();
        for (Lane lane : lanes) {
            if (!lane.started && !lane.name.isEmpty()) {
                start(lane);
                closeLive();
            }
        }
    }
}
