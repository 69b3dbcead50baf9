package io.ccgate.admin.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.api.Access;
import io.ccgate.admin.api.AdminAnswer;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.AdminRoute;
import io.ccgate.admin.api.Caller;
import io.ccgate.admin.api.JsonObject;
import io.ccgate.admin.api.RouteGroup;
import io.ccgate.admin.api.Schema;
import io.ccgate.admin.audit.AuditEntry;
import io.ccgate.admin.audit.AuditLog;
import io.ccgate.auth.AdminAuth;
import io.ccgate.auth.AdminSessions;
import io.ccgate.auth.AdminSessions.Opened;
import io.ccgate.auth.AdminSessions.Session;
import io.ccgate.config.model.AdminConfig;
import io.ccgate.exchange.InForce;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Logging in and out, and who one is. */
public final class SessionRoutes implements RouteGroup {
    static final String PATH = "/admin/v1/session";
    private static final int LONGEST = 1024;
    private static final Schema WHO = Schema.object()
            .with("kind", Schema.oneOf("nobody", "tenant", "admin"))
            .optional("name", Schema.text())
            .optional("role", Schema.oneOf("read", "write"))
            .optional("csrf_token", Schema.text().described("to be sent as X-CSRF-Token with every change"))
            .with("password_login", Schema.flag().described("whether a password is set that an administrator can use"));

    private final Supplier<InForce> inForce;
    private final Authenticator authenticator;
    private final AdminAuth admins;
    private final AdminSessions sessions;
    private final AuditLog audit;
    private final InstantSource clock;

    /** @param audit gets a line for each login */
    public SessionRoutes(
            Supplier<InForce> inForce,
            Authenticator authenticator,
            AdminAuth admins,
            AdminSessions sessions,
            AuditLog audit,
            InstantSource clock) {
        this.inForce = inForce;
        this.authenticator = authenticator;
        this.admins = admins;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<AdminRoute> routes() {
        return List.of(
                AdminRoute.of("GET", PATH, Access.OPEN, "Who is logged in", this::who)
                        .gives(WHO),
                AdminRoute.of(
                                "POST",
                                PATH,
                                Access.OPEN,
                                "Log in, with a password or as a tenant with its key",
                                this::open)
                        .takes(Schema.object()
                                .optional("username", Schema.text())
                                .optional("password", Schema.text())
                                .optional("key", Schema.text()))
                        .gives(WHO),
                AdminRoute.of("DELETE", PATH, Access.OPEN, "Log out", this::close)
                        .gives(Schema.message()));
    }

    private AdminAnswer who(AdminRequest request) {
        Optional<Session> session =
                request.caller().via().equals("session") ? authenticator.session(request.headers()) : Optional.empty();
        return AdminAnswer.json(who(request.caller(), session));
    }

    private AdminAnswer open(AdminRequest request) {
        JsonObject body = request.json("username", "password", "key");
        Entered entered = body.has("key") ? withKey(request, body) : withPassword(request, body);
        audit.write(new AuditEntry(clock.instant(), request.id(), entered.caller(), "login", "", List.of()));
        return AdminAnswer.json(
                        who(entered.caller(), Optional.of(entered.opened().session())))
                .with("set-cookie", SessionCookie.opening(entered.opened().id(), request.secure()));
    }

    private record Entered(Caller caller, Opened opened) {}

    private Entered withKey(AdminRequest request, JsonObject body) {
        String key = body.text("key", 1, LONGEST);
        AdminAuth.TenantResult result =
                admins.tenant(inForce.get().tenants(), request.caller().address(), key);
        if (!result.waiting().isZero()) {
            throw AdminProblem.tooManyTries(Authenticator.seconds(result.waiting()));
        }
        Opened opened = sessions.openTenant(
                result.tenant()
                        .orElseThrow(() -> AdminProblem.notLoggedIn(
                                "this key is not known here, or its tenant is disabled",
                                "check the key, or ask the operator for one")),
                key);
        return new Entered(
                Caller.tenant(opened.session().name(), request.caller().address(), "session"), opened);
    }

    private Entered withPassword(AdminRequest request, JsonObject body) {
        AdminConfig admin = inForce.get().config().server().admin();
        String username = body.text("username", 1, LONGEST);
        String password = body.text("password", 1, LONGEST);
        Caller caller = Authenticator.granted(
                admins.login(admin, request.caller().address(), username, password),
                request.caller().address(),
                "session");
        return new Entered(caller, sessions.openAdmin(admin));
    }

    private AdminAnswer close(AdminRequest request) {
        SessionCookie.of(request.headers()).ifPresent(sessions::close);
        return AdminAnswer.message("logged out").with("set-cookie", SessionCookie.closing(request.secure()));
    }

    private ObjectNode who(Caller caller, Optional<Session> session) {
        AdminConfig admin = inForce.get().config().server().admin();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("kind", caller.kind().name().toLowerCase(Locale.ROOT));
        if (caller.kind() != Caller.Kind.NOBODY) {
            node.put("name", caller.name());
        }
        caller.role().ifPresent(role -> node.put("role", role.name().toLowerCase(Locale.ROOT)));
        session.ifPresent(open -> node.put("csrf_token", open.csrf()));
        node.put(
                "password_login",
                admin.passwordHash().isPresent() || admin.password().isPresent());
        return node;
    }
}
