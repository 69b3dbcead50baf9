package io.ccgate.upstream;

import io.ccgate.upstream.AnswerHead.Framing;
import io.netty.util.AsciiString;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads one HTTP/1.x response head (RFC 9112, sections 4 and 5) strictly: what two readers could understand differently is
 * refused, because the bytes behind the head are passed on as they are.
 */
final class AnswerHeadParser {
    private static final AsciiString CONTENT_LENGTH = AsciiString.cached("content-length");
    private static final AsciiString TRANSFER_ENCODING = AsciiString.cached("transfer-encoding");
    private static final AsciiString CONNECTION = AsciiString.cached("connection");
    private static final AsciiString CHUNKED = AsciiString.cached("chunked");
    private static final AsciiString CLOSE = AsciiString.cached("close");
    private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");
    private static final int STATUS_LINE_MIN = "HTTP/1.1 200".length();
    private static final int MAX_LENGTH_DIGITS = 18;

    private final byte[] bytes;
    private final int end;
    private int[] spans = new int[4 * 16];
    private int count;
    private int position;

    private AnswerHeadParser(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    /**
     * @param bytes a whole head, the empty line included; kept by the result
     * @param toHead whether it answers a HEAD request, whose answer has no body whatever its headers say
     * @throws MalformedAnswer naming the deviation
     */
    static AnswerHead parse(byte[] bytes, boolean toHead) {
        return new AnswerHeadParser(bytes, bytes.length - 2).read(toHead);
    }

    private AnswerHead read(boolean toHead) {
        boolean http11 = statusLine();
        int status = (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
        if (status < 100) {
            throw new MalformedAnswer("a status below 100");
        }
        long length = -1;
        boolean chunked = false;
        boolean close = !http11;
        while (position < end) {
            int header = headerLine();
            if (is(header, CONTENT_LENGTH)) {
                long value = length(header);
                if (length >= 0 && length != value) {
                    throw new MalformedAnswer("two different Content-Length headers");
                }
                length = value;
            } else if (is(header, TRANSFER_ENCODING)) {
                if (chunked || !valueIs(header, CHUNKED)) {
                    throw new MalformedAnswer("a Transfer-Encoding other than 'chunked'");
                }
                chunked = true;
            } else if (is(header, CONNECTION)) {
                if (valueHas(header, CLOSE)) {
                    close = true;
                } else if (valueHas(header, KEEP_ALIVE)) {
                    close = false;
                }
            }
        }
        if (chunked && length >= 0) {
            throw new MalformedAnswer("both Transfer-Encoding and Content-Length");
        }
        if (chunked && !http11) {
            throw new MalformedAnswer("a chunked HTTP/1.0 answer");
        }
        Framing framing = framing(toHead, status, chunked, length);
        return new AnswerHead(bytes, spans, count, status, framing, length, !close && framing != Framing.UNTIL_CLOSE);
    }

    private static Framing framing(boolean toHead, int status, boolean chunked, long length) {
        if (toHead || status == 204 || status == 304 || status < 200 || length == 0) {
            return Framing.NONE;
        }
        if (chunked) {
            return Framing.CHUNKED;
        }
        return length > 0 ? Framing.LENGTH : Framing.UNTIL_CLOSE;
    }

    /** Returns whether the version is 1.1; leaves the position behind the line. */
    private boolean statusLine() {
        int lineEnd = lineEnd();
        if (lineEnd < STATUS_LINE_MIN
                || bytes[0] != 'H'
                || bytes[1] != 'T'
                || bytes[2] != 'T'
                || bytes[3] != 'P'
                || bytes[4] != '/'
                || bytes[5] != '1'
                || bytes[6] != '.'
                || (bytes[7] != '1' && bytes[7] != '0')
                || bytes[8] != ' '
                || !digit(bytes[9])
                || !digit(bytes[10])
                || !digit(bytes[11])
                || (lineEnd > STATUS_LINE_MIN && bytes[12] != ' ')) {
            throw new MalformedAnswer("no HTTP/1.x status line");
        }
        position = lineEnd + 2;
        return bytes[7] == '1';
    }

    private int headerLine() {
        int start = position;
        int lineEnd = lineEnd();
        int colon = start;
        while (colon < lineEnd && bytes[colon] != ':') {
            if (!tokenByte(bytes[colon])) {
                throw new MalformedAnswer("a header name with a forbidden character, or a folded header");
            }
            colon++;
        }
        if (colon == lineEnd || colon == start) {
            throw new MalformedAnswer("a header line without a name");
        }
        int from = colon + 1;
        int to = lineEnd;
        while (from < to && blank(bytes[from])) {
            from++;
        }
        while (to > from && blank(bytes[to - 1])) {
            to--;
        }
        if (count * 4 == spans.length) {
            spans = Arrays.copyOf(spans, spans.length * 2);
        }
        int place = count * 4;
        spans[place] = start;
        spans[place + 1] = colon;
        spans[place + 2] = from;
        spans[place + 3] = to;
        position = lineEnd + 2;
        return count++;
    }

    /** Index of the CR that ends the line at the position. A lone CR, a lone LF and NUL are refused. */
    private int lineEnd() {
        for (int i = position; i < end; i++) {
            byte b = bytes[i];
            if (b == '\r') {
                if (bytes[i + 1] != '\n') {
                    throw new MalformedAnswer("a carriage return without line feed");
                }
                return i;
            }
            if (b == '\n') {
                throw new MalformedAnswer("a line end without carriage return");
            }
            if (b == 0) {
                throw new MalformedAnswer("a NUL byte in the head");
            }
        }
        throw new MalformedAnswer("a head that ends within a line");
    }

    private long length(int header) {
        int from = spans[header * 4 + 2];
        int to = spans[header * 4 + 3];
        if (from == to || to - from > MAX_LENGTH_DIGITS) {
            throw new MalformedAnswer("a Content-Length that is no number");
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            if (!digit(bytes[i])) {
                throw new MalformedAnswer("a Content-Length that is no number");
            }
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }

    private boolean is(int header, AsciiString name) {
        return same(spans[header * 4], spans[header * 4 + 1], name);
    }

    private boolean valueIs(int header, AsciiString value) {
        return same(spans[header * 4 + 2], spans[header * 4 + 3], value);
    }

    /** Whether a comma separated value holds a member. */
    private boolean valueHas(int header, AsciiString member) {
        int to = spans[header * 4 + 3];
        int start = spans[header * 4 + 2];
        while (start < to) {
            int comma = start;
            while (comma < to && bytes[comma] != ',') {
                comma++;
            }
            int memberEnd = comma;
            while (start < memberEnd && blank(bytes[start])) {
                start++;
            }
            while (memberEnd > start && blank(bytes[memberEnd - 1])) {
                memberEnd--;
            }
            if (same(start, memberEnd, member)) {
                return true;
            }
            start = comma + 1;
        }
        return false;
    }

    private boolean same(int from, int to, AsciiString text) {
        if (to - from != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (AnswerHead.lower(bytes[from + i]) != text.byteAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean blank(byte b) {
        return b == ' ' || b == '\t';
    }

    /** RFC 9110, section 5.6.2. */
    private static boolean tokenByte(byte b) {
        return b > ' ' && b < 127 && "()<>@,;:\\\"/[]?={}".indexOf(b) < 0;
    }

    /** The upstream does not speak HTTP/1.x as the RFC has it. The message names the deviation and nothing else. */
    static final class MalformedAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MalformedAnswer(String deviation) {
            super(deviation, null, false, false);
        }

        String deviation() {
            @Nullable String message = getMessage();
            return message == null ? "" : message;
        }
    }
}
