package io.ccgate.translate.count;

import io.ccgate.translate.model.Part;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tokens of images and documents. */
final class MediaTokens {
    private static final long LARGEST_IMAGE = 1600;
    private static final long PIXELS_PER_TOKEN = 750;
    private static final long PER_PAGE = 2000;
    private static final long BYTES_PER_UNSEEN_PAGE = 100_000;
    /** Base64 characters that hold a PNG's or GIF's size, a multiple of 4. */
    private static final int HEAD = 48;

    private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page(?!s)");

    private MediaTokens() {}

    static long image(Part.Source source) {
        if (!(source instanceof Part.Base64 bytes) || bytes.data().length() < HEAD) {
            return LARGEST_IMAGE;
        }
        byte[] head;
        try {
            head = Base64.getDecoder().decode(bytes.data().substring(0, HEAD));
        } catch (IllegalArgumentException e) {
            return LARGEST_IMAGE;
        }
        long pixels = switch (bytes.mediaType()) {
            case "image/png" -> (long) bigEndian(head, 16) * bigEndian(head, 20);
            case "image/gif" -> (long) littleEndian(head, 6) * littleEndian(head, 8);
            default -> 0;
        };
        return pixels <= 0
                ? LARGEST_IMAGE
                : Math.min(LARGEST_IMAGE, (pixels + PIXELS_PER_TOKEN - 1) / PIXELS_PER_TOKEN);
    }

    private static int bigEndian(byte[] b, int at) {
        return (b[at] & 255) << 24 | (b[at + 1] & 255) << 16 | (b[at + 2] & 255) << 8 | (b[at + 3] & 255);
    }

    private static int littleEndian(byte[] b, int at) {
        return (b[at] & 255) | (b[at + 1] & 255) << 8;
    }

    /** Pages as far as they can be seen in the file, or by its size where they are compressed. */
    static long document(Part.Source source) {
        if (!(source instanceof Part.Base64 bytes)) {
            return PER_PAGE;
        }
        long pages;
        try {
            byte[] file = Base64.getDecoder().decode(bytes.data());
            Matcher page = PAGE.matcher(new String(file, StandardCharsets.ISO_8859_1));
            long seen = 0;
            while (page.find()) {
                seen++;
            }
            pages = seen > 0 ? seen : file.length / BYTES_PER_UNSEEN_PAGE + 1;
        } catch (IllegalArgumentException e) {
            pages = bytes.data().length() / BYTES_PER_UNSEEN_PAGE + 1;
        }
        return pages * PER_PAGE;
    }
}
