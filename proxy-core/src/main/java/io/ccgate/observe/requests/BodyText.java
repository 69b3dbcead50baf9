package io.ccgate.observe.requests;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ccgate.observe.redact.SecretValues;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A recorded body as it is written down: decoded, since a secret in a compressed body cannot be found and still be unpacked by whoever
 * reads the log; masked; text where it is text, else base64.
 */
final class BodyText {
    private final byte[] bytes;
    private final long size;
    private final boolean cut;
    private final @Nullable String note;

    private BodyText(byte[] bytes, long size, boolean cut, @Nullable String note) {
        this.bytes = bytes;
        this.size = size;
        this.cut = cut;
        this.note = note;
    }

    /**
     * @param coding value of Content-Encoding; empty when there is none
     * @param cap most bytes kept once decoded
     */
    static BodyText of(CappedBytes recorded, String coding, int cap, Iterable<SecretValues> secrets) {
        String how = coding.strip().toLowerCase(Locale.ROOT);
        byte[] raw = recorded.bytes();
        boolean cut = recorded.cut();
        byte[] plain;
        switch (how) {
            case "", "identity" -> plain = raw;
            case "gzip", "x-gzip", "deflate" -> {
                plain = inflated(raw, !how.equals("deflate"), cap);
                cut |= plain.length == cap;
            }
            default -> {
                return new BodyText(
                        new byte[0], recorded.seen(), true, "encoded as " + how + ": its secrets could not be masked");
            }
        }
        for (SecretValues values : secrets) {
            plain = values.mask(plain, cut);
            values.maskSplit(plain);
        }
        return new BodyText(plain, recorded.seen(), cut, null);
    }

    private static byte[] inflated(byte[] raw, boolean gzip, int cap) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream in = gzip
                ? new GZIPInputStream(new ByteArrayInputStream(raw))
                : new InflaterInputStream(new ByteArrayInputStream(raw))) {
            byte[] piece = new byte[8192];
            for (int n = in.read(piece); n > 0 && out.size() < cap; n = in.read(piece)) {
                out.write(piece, 0, Math.min(n, cap - out.size()));
            }
        } catch (IOException cutOrBroken) {
            // What could be read of it stands; a recording may end anywhere.
        }
        return out.toByteArray();
    }

    /** Writes {@code NAME}, {@code NAME_size} and, where they apply, {@code NAME_base64}, {@code NAME_cut}, {@code NAME_note}. */
    void write(JsonGenerator out, String name) throws IOException {
        String text = text();
        if (text != null) {
            out.writeStringField(name, text);
        } else {
            out.writeFieldName(name + "_base64");
            out.writeBinary(bytes);
        }
        out.writeNumberField(name + "_size", size);
        if (cut) {
            out.writeBooleanField(name + "_cut", true);
        }
        if (note != null) {
            out.writeStringField(name + "_note", note);
        }
    }

    /** Null when the bytes are not UTF-8; a character that the cut tore is left out. */
    private @Nullable String text() {
        int end = cut ? wholeCharacters() : bytes.length;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, end))
                    .toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }

    private int wholeCharacters() {
        for (int back = 1; back <= 3 && back <= bytes.length; back++) {
            int b = bytes[bytes.length - back] & 0xFF;
            if (b >= 0xC0) {
                int needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
                return needed > back ? bytes.length - back : bytes.length;
            }
            if (b < 0x80) {
                break;
            }
        }
        return bytes.length;
    }
}
