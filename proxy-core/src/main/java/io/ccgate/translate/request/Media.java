package io.ccgate.translate.request;

import io.ccgate.translate.model.Part;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Images and documents given as URLs or as bytes. */
final class Media {
    private Media() {}

    /** A {@code data:} URL becomes its bytes, http(s) stays a URL. */
    static Part.Source url(String url, String at) {
        String lower = url.length() > 8 ? url.substring(0, 8).toLowerCase(Locale.ROOT) : url;
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return new Part.Url(url);
        }
        int comma = url.indexOf(',');
        if (!lower.startsWith("data:") || comma < 0) {
            throw RejectedException.invalid(at, at + " must be a data: URL or an http(s) URL");
        }
        String head = url.substring("data:".length(), comma);
        if (!head.endsWith(";base64")) {
            throw RejectedException.invalid(at, at + " must be a base64 data: URL");
        }
        String type = head.substring(0, head.length() - ";base64".length());
        int parameter = type.indexOf(';');
        return new Part.Base64(mime(parameter < 0 ? type : type.substring(0, parameter)), url.substring(comma + 1));
    }

    static String mime(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.equals("image/jpg") ? "image/jpeg" : lower;
    }

    /** A file of any kind: plain text is decoded, anything else stays as it is. */
    static Part.Source file(Part.Source source, String at) {
        if (source instanceof Part.Base64 bytes && bytes.mediaType().equals("text/plain")) {
            try {
                return new Part.PlainText(new String(Base64.getDecoder().decode(bytes.data()), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw RejectedException.invalid(at, at + " is not base64");
            }
        }
        return source;
    }

    static String dataUrl(Part.Base64 bytes) {
        return "data:" + bytes.mediaType() + ";base64," + bytes.data();
    }
}
