package io.ccgate.cli.wiring;

import io.ccgate.cli.port.AdminApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The administration's API over HTTP. Follows no redirect, which could carry the credential elsewhere. */
public final class HttpAdminApi implements AdminApi {
    private static final int LONGEST_MILLIS = 10_000;
    private static final int MAX_ANSWER = 4 << 20;

    @Override
    public Answer post(URI gateway, String path, String authorization, String json) throws IOException {
        String base = gateway.toString();
        URI target = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
        HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(LONGEST_MILLIS);
        connection.setReadTimeout(LONGEST_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Authorization", authorization);
        connection.setRequestProperty("Content-Type", "application/json");
        try {
            try (OutputStream out = connection.getOutputStream()) {
                out.write(json.getBytes(StandardCharsets.UTF_8));
            }
            int status = connection.getResponseCode();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new Answer(
                        status, in == null ? "" : new String(in.readNBytes(MAX_ANSWER), StandardCharsets.UTF_8));
            }
        } finally {
            connection.disconnect();
        }
    }
}
