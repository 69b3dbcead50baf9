package io.ccgate.translate.wire;

/**
 * Cuts a stream of server-sent events (WHATWG HTML, section 9.2) into the data of its events, fed bytes cut anywhere. Lines
 * end with LF, CRLF or CR; comments and fields other than {@code data} are ignored, for all four protocols say
 * everything in the data. An event that lies whole in the fed bytes is handed over where it lies. Confined to one thread.
 */
public final class SseSplitter {
    /** A whole answer may be one event (Gemini, Responses); more than this is no stream of any provider. */
    static final int LARGEST_EVENT = 64 << 20;

    private static final byte[] DATA = JsonScan.name("data");
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** Takes the data of one event; the bytes are valid during the call only. */
    @FunctionalInterface
    public interface Handler {
        void event(byte[] data, int from, int to);
    }

    private final Handler handler;
    private final JsonOut line = new JsonOut(256);
    private final JsonOut data = new JsonOut(256);
    private boolean hasData;
    private boolean firstLine = true;
    private boolean afterCr;
    /** The event's only data line, still in the fed bytes; -1 when there is none or it was copied to {@link #data}. */
    private int sliceFrom = -1;

    private int sliceTo;

    public SseSplitter(Handler handler) {
        this.handler = handler;
    }

    /** The next bytes of the stream; read, never kept. */
    public void feed(byte[] b, int from, int to) {
        int start = from;
        if (afterCr && start < to) {
            afterCr = false;
            start += b[start] == '\n' ? 1 : 0;
        }
        int end = lineEnd(b, start, to);
        while (end < to) {
            lineEnded(b, start, end);
            start = end + 1;
            if (b[end] == '\r') {
                afterCr = start == to;
                start += !afterCr && b[start] == '\n' ? 1 : 0;
            }
            end = lineEnd(b, start, to);
        }
        keepSlice(b);
        if (start < to) {
            bound(line.length() + to - start);
            line.raw(b, start, to);
        }
    }

    private static int lineEnd(byte[] b, int from, int to) {
        int i = from;
        while (i < to && b[i] != '\n' && b[i] != '\r') {
            i++;
        }
        return i;
    }

    /** The stream ended: what is left is an event, too, although no blank line closed it. */
    public void end() {
        if (line.length() > 0) {
            lineEnded(line.array(), 0, 0);
        }
        dispatch(line.array());
    }

    private void lineEnded(byte[] b, int from, int to) {
        if (line.length() == 0) {
            line(b, from, to, true);
        } else {
            line.raw(b, from, to);
            line(line.array(), 0, line.length(), false);
            line.clear();
        }
    }

    private void line(byte[] b, int start, int to, boolean inFedBytes) {
        int from = start;
        if (firstLine) {
            firstLine = false;
            from += startsWith(b, from, to, BOM) ? BOM.length : 0;
        }
        if (from == to) {
            dispatch(b);
            return;
        }
        if (!startsWith(b, from, to, DATA)) {
            return;
        }
        from += DATA.length;
        if (from < to) {
            if (b[from] != ':') {
                return;
            }
            from++;
            if (from < to && b[from] == ' ') {
                from++;
            }
        }
        if (!hasData && inFedBytes) {
            sliceFrom = from;
            sliceTo = to;
        } else {
            keepSlice(b);
            bound(data.length() + to - from);
            if (hasData) {
                data.raw("\n");
            }
            data.raw(b, from, to);
        }
        hasData = true;
    }

    private void keepSlice(byte[] b) {
        if (sliceFrom >= 0) {
            data.raw(b, sliceFrom, sliceTo);
            sliceFrom = -1;
        }
    }

    private void dispatch(byte[] b) {
        if (!hasData) {
            return;
        }
        hasData = false;
        if (sliceFrom >= 0) {
            int from = sliceFrom;
            sliceFrom = -1;
            handler.event(b, from, sliceTo);
        } else {
            handler.event(data.array(), 0, data.length());
            data.clear();
        }
    }

    private static void bound(int size) {
        if (size > LARGEST_EVENT) {
            throw new MalformedJsonException("an event of the stream is larger than " + LARGEST_EVENT + " bytes");
        }
    }

    private static boolean startsWith(byte[] b, int from, int to, byte[] prefix) {
        if (to - from < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (b[from + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
