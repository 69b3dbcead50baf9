package io.ccgate.translate.stream;

import io.ccgate.translate.model.Seal;

/** Text and thought of upstreams that do not say where one ends and the other begins. */
final class TextLane {
    private final StreamSink sink;
    private boolean inText;
    private boolean inThinking;

    TextLane(StreamSink sink) {
        this.sink = sink;
    }

    void text(byte[] b, int from, int to) {
        if (inThinking) {
            close();
        }
        inText = true;
        sink.text(b, from, to);
    }

    void thinking(byte[] b, int from, int to) {
        if (inText) {
            close();
        }
        inThinking = true;
        sink.thinking(b, from, to);
    }

    /** The thought so far was made by the seal's owner; without an open thought the seal stands alone. */
    void seal(Seal seal) {
        if (inThinking) {
            inThinking = false;
            sink.thinkingEnd(seal);
        } else {
            close();
            sink.sealed(seal);
        }
    }

    void close() {
        if (inText) {
            inText = false;
            sink.textEnd();
        } else if (inThinking) {
            inThinking = false;
            sink.thinkingEnd(null);
        }
    }
}
