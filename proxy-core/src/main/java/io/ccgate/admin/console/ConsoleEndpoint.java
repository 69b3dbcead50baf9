package io.ccgate.admin.console;

import io.ccgate.admin.console.ConsoleAssets.Asset;
import io.ccgate.admin.serve.SafeHeaders;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.exchange.GatewayAnswer.Header;
import io.ccgate.exchange.LocalEndpoint;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the console: {@code /dashboard} is its page, below it lie scripts, styles and libraries. The page says nothing about the
 * gateway, so nobody has to log in to see it. Browsers ask each time whether a file is still the same, and an upgrade shows at once.
 */
public final class ConsoleEndpoint implements LocalEndpoint {
    /** Where the console is. */
    public static final String PATH = "/dashboard";

    private static final Logger log = LoggerFactory.getLogger(ConsoleEndpoint.class);
    private static final String PAGE = "index.html";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final ConsoleAssets assets = new ConsoleAssets();
    private final Executor workers;

    public ConsoleEndpoint(Executor workers) {
        this.workers = workers;
    }

    @Override
    public boolean crossOrigin() {
        return false;
    }

    @Override
    public long maxBodySize() {
        return 0;
    }

    @Override
    public void serve(Exchange exchange) {
        HttpMethod method = exchange.method();
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
            GatewayAnswer.send(exchange, 405, TEXT, List.of(new Header("allow", "GET, HEAD")), ConsoleAssets.missing());
            return;
        }
        if (!exchange.inForce().config().server().admin().enabled()) {
            answer(exchange, null);
            return;
        }
        String name = name(exchange.request().path());
        Asset known = assets.known(name);
        if (known != null) {
            answer(exchange, known);
            return;
        }
        try {
            workers.execute(() -> {
                Optional<Asset> found = read(name);
                exchange.client().execute(() -> answer(exchange, found.orElse(null)));
            });
        } catch (RejectedExecutionException full) {
            GatewayAnswer.send(exchange, 503, TEXT, List.of(new Header("retry-after", "1")), new byte[0]);
        }
    }

    /** {@code /}, {@code /usage.html} and {@code /dashboard} are the page itself. */
    private static String name(String path) {
        if (!path.startsWith(PATH + '/') || path.length() == PATH.length() + 1) {
            return PAGE;
        }
        return path.substring(PATH.length() + 1);
    }

    private Optional<Asset> read(String name) {
        try {
            return assets.find(name);
        } catch (IOException unreadable) {
            log.error("The console's file {} cannot be read", name, unreadable);
            return Optional.empty();
        }
    }

    private static void answer(Exchange exchange, @Nullable Asset asset) {
        if (exchange.isEnded()) {
            return;
        }
        List<Header> headers = new ArrayList<>(SafeHeaders.PAGE);
        if (asset == null) {
            GatewayAnswer.send(exchange, 404, TEXT, headers, ConsoleAssets.missing());
            return;
        }
        headers.add(new Header("cache-control", "no-cache"));
        headers.add(new Header("etag", asset.etag()));
        headers.add(new Header("vary", "accept-encoding"));
        String seen = exchange.headers().get(HttpHeaderNames.IF_NONE_MATCH);
        if (seen != null && seen.contains(asset.etag())) {
            GatewayAnswer.send(exchange, 304, null, headers, new byte[0]);
            return;
        }
        String accepted = exchange.headers().get(HttpHeaderNames.ACCEPT_ENCODING);
        byte[] gzip = asset.gzip();
        if (gzip != null && accepted != null && accepted.contains("gzip")) {
            headers.add(new Header("content-encoding", "gzip"));
            GatewayAnswer.send(exchange, 200, asset.type(), headers, gzip);
        } else {
            GatewayAnswer.send(exchange, 200, asset.type(), headers, asset.bytes());
        }
    }
}
