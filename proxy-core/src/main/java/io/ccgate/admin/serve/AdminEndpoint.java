package io.ccgate.admin.serve;

import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.AdminRoutes;
import io.ccgate.admin.api.AdminRoutes.Match;
import io.ccgate.admin.api.Caller;
import io.ccgate.error.GatewayError;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.exchange.GatewayAnswer.Header;
import io.ccgate.exchange.LocalEndpoint;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything below {@code /admin/v1}: takes the request off the event loop, finds out who calls and what, lets the route's handler
 * answer, and brings the answer back. Never open to pages of other sites, whatever {@code cors} says.
 */
public final class AdminEndpoint implements LocalEndpoint {
    private static final Logger log = LoggerFactory.getLogger(AdminEndpoint.class);

    /** Ample for all configuration files at once. */
    private static final long MAX_BODY = 4L << 20;

    private final Supplier<AdminRoutes> routes;
    private final Authenticator authenticator;
    private final EventStreams streams;
    private final Executor workers;

    /**
     * @param routes asked on a worker thread only
     * @param workers bounded; a rejected call is answered 503
     */
    public AdminEndpoint(
            Supplier<AdminRoutes> routes, Authenticator authenticator, EventStreams streams, Executor workers) {
        this.routes = routes;
        this.authenticator = authenticator;
        this.streams = streams;
        this.workers = workers;
    }

    /** What of a request is needed off its event loop. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Call(
            String id,
            boolean enabled,
            String method,
            String path,
            String query,
            HttpHeaders headers,
            byte[] body,
            InetAddress address,
            boolean secure) {}

    @Override
    public long maxBodySize() {
        return MAX_BODY;
    }

    @Override
    public void refuse(Exchange exchange, GatewayError error) {
        AdminProblem problem = error.status() == 413
                ? AdminProblem.tooLarge(error.message(), "send less at a time")
                : AdminProblem.other(error.status(), "Refused", error.message(), "try again, or send it otherwise");
        send(exchange, AdminAnswer.problem(problem));
    }

    @Override
    public boolean crossOrigin() {
        return false;
    }

    @Override
    public void serve(Exchange exchange) {
        Call call = new Call(
                exchange.id(),
                exchange.inForce().config().server().admin().enabled(),
                exchange.method().name(),
                exchange.request().path(),
                exchange.request().query(),
                exchange.headers(),
                ByteBufUtil.getBytes(exchange.body().bytes()),
                exchange.request().client(),
                exchange.client().isSecure() || exchange.request().encryptedBefore());
        try {
            workers.execute(() -> {
                AdminAnswer answer = answer(call);
                exchange.client().execute(() -> send(exchange, call, answer));
            });
        } catch (RejectedExecutionException full) {
            send(
                    exchange,
                    call,
                    AdminAnswer.problem(AdminProblem.unavailable("too many calls at a time", "try again in a moment")));
        }
    }

    private AdminAnswer answer(Call call) {
        try {
            return route(call);
        } catch (AdminProblem problem) {
            return AdminAnswer.problem(problem);
        } catch (IOException | RuntimeException failure) {
            log.error("The call {} {} failed ({})", call.method(), call.path(), call.id(), failure);
            return AdminAnswer.problem(AdminProblem.failed(call.id()));
        }
    }

    private AdminAnswer route(Call call) throws IOException {
        if (!call.enabled()) {
            throw AdminProblem.other(
                    404, "Switched off", "the administration is switched off", "set admin.enabled in server.json");
        }
        if (CrossSite.isForeign(call.headers())) {
            throw AdminProblem.forbidden(
                    "the request comes from a page of another site", "open the console at the gateway's own address");
        }
        Match match = routes.get().match(call.method(), call.path());
        if (match instanceof Match.OtherMethods others) {
            AdminProblem problem = AdminProblem.other(
                    405,
                    "Method not allowed",
                    call.method() + " is not possible here",
                    "use " + String.join(", ", others.allowed()));
            return AdminAnswer.problem(problem).with("allow", String.join(", ", others.allowed()));
        }
        // Who logs in is nobody yet, also where an older session's cookie comes along.
        boolean login = call.method().equals("POST") && call.path().equals(SessionRoutes.PATH);
        Caller caller = login
                ? Caller.nobody(call.address())
                : authenticator.caller(call.method(), call.headers(), call.address());
        if (!(match instanceof Match.Found found)) {
            throw AdminProblem.notFound("call " + call.path());
        }
        check(caller, found.route());
        AdminRequest request = new AdminRequest(
                call.id(),
                call.method(),
                call.path(),
                call.query(),
                call.headers(),
                call.body(),
                found.variables(),
                caller,
                call.secure());
        request.check(found.route());
        return found.route().handler().answer(request);
    }

    private static void check(Caller caller, AdminRoute route) {
        if (caller.may(route.access())) {
            return;
        }
        if (caller.kind() == Caller.Kind.NOBODY) {
            throw AdminProblem.notLoggedIn(
                    "this needs a login", "send 'Authorization: Bearer TOKEN', or log in with POST /admin/v1/session");
        }
        throw caller.isAdmin()
                ? AdminProblem.forbidden("this token may only read", "use one with the role write")
                : AdminProblem.forbidden("only administrators may do this", "log in as the administrator");
    }

    private void send(Exchange exchange, Call call, AdminAnswer answer) {
        if (exchange.isEnded()) {
            return;
        }
        if (answer instanceof AdminAnswer.Events events) {
            streams.open(exchange, events.source(), workers, () -> mayStay(call));
            return;
        }
        send(exchange, (AdminAnswer.Whole) answer);
    }

    private static void send(Exchange exchange, AdminAnswer.Whole whole) {
        List<Header> headers = new ArrayList<>(SafeHeaders.DATA);
        for (Map.Entry<String, String> header : whole.headers().entrySet()) {
            headers.add(new Header(header.getKey(), header.getValue()));
        }
        if (whole.status() == 401) {
            headers.add(new Header("www-authenticate", "Bearer"));
        }
        GatewayAnswer.send(exchange, whole.status(), whole.contentType(), headers, whole.body());
    }

    /** Whether who opened a stream would still be let in. A password is not asked for again: it costs too much. */
    private boolean mayStay(Call call) {
        String authorization = call.headers().get(HttpHeaderNames.AUTHORIZATION);
        if (authorization == null) {
            return authenticator.session(call.headers()).isPresent();
        }
        try {
            return !authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                    || authenticator
                                    .caller("GET", call.headers(), call.address())
                                    .kind()
                            != Caller.Kind.NOBODY;
        } catch (AdminProblem refused) {
            return false;
        }
    }
}
