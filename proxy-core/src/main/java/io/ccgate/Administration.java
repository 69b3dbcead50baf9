package io.ccgate;

import io.ccgate.admin.AgentsEndpoints;
import io.ccgate.admin.GatewayStatus;
import io.ccgate.admin.OwnEndpoints;
import io.ccgate.admin.agents.AgentsFileEdits;
import io.ccgate.admin.agents.CliSettingsRoutes;
import io.ccgate.admin.agents.McpRoutes;
import io.ccgate.admin.agents.PromptRoutes;
import io.ccgate.admin.api.AdminRoutes;
import io.ccgate.admin.api.RouteGroup;
import io.ccgate.admin.audit.AuditLog;
import io.ccgate.admin.audit.AuditRoutes;
import io.ccgate.admin.audit.RefusedTries;
import io.ccgate.admin.books.UsageRoutes;
import io.ccgate.admin.config.ConfigChanges;
import io.ccgate.admin.config.ConfigHistory;
import io.ccgate.admin.config.ConfigRoutes;
import io.ccgate.admin.config.FileRoutes;
import io.ccgate.admin.config.PriceRoutes;
import io.ccgate.admin.console.ConsoleEndpoint;
import io.ccgate.admin.explain.ExplainRoutes;
import io.ccgate.admin.explain.Explanation;
import io.ccgate.admin.live.LiveRoutes;
import io.ccgate.admin.live.Overview;
import io.ccgate.admin.live.StateRoutes;
import io.ccgate.admin.provider.ProbeRoutes;
import io.ccgate.admin.provider.ProviderRoutes;
import io.ccgate.admin.records.RequestRoutes;
import io.ccgate.admin.records.StatsRoutes;
import io.ccgate.admin.records.SystemLogRoutes;
import io.ccgate.admin.serve.AdminEndpoint;
import io.ccgate.admin.serve.Authenticator;
import io.ccgate.admin.serve.EventStreams;
import io.ccgate.admin.serve.OpenApiRoutes;
import io.ccgate.admin.serve.SessionRoutes;
import io.ccgate.admin.settings.SettingsRoutes;
import io.ccgate.admin.tenant.KeyRetirement;
import io.ccgate.admin.tenant.TenantRoutes;
import io.ccgate.agents.home.AgentHomes;
import io.ccgate.agents.local.LocalAgents;
import io.ccgate.auth.AdminAuth;
import io.ccgate.auth.AdminSessions;
import io.ccgate.auth.TryLimiter;
import io.ccgate.config.init.KeyGenerator;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.GatewayAnswer;
import io.ccgate.exchange.InForce;
import io.ccgate.exchange.LocalEndpoint;
import io.ccgate.pipeline.LocalEndpoints;
import io.ccgate.pipeline.LocalEndpoints.Below;
import io.ccgate.policy.Entrance;
import io.ccgate.relay.UpstreamProbe;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway's own endpoints wired together: health, usage, the administration's API and the console. {@link #make} names
 * every group of routes of the API, a line each.
 */
final class Administration implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Administration.class);

    private static final int WORKERS = 4;
    private static final int MOST_WAITING_CALLS = 256;
    private static final long TICK_SECONDS = 1;
    private static final long HEARTBEAT_SECONDS = 15;
    private static final List<String> PAGES = List.of("/", "/usage.html");

    private final GatewayStatus status;
    private final GatewayOptions options;
    private final ThreadPoolExecutor workers;
    private final ScheduledExecutorService ticker;
    private final EventStreams streams = new EventStreams();
    private final Supplier<Api> making;
    private volatile @Nullable Api made;
    private volatile @Nullable ConfigSnapshot first;
    private final Map<String, LocalEndpoint> open;
    private final AdminEndpoint api;
    private final ConsoleEndpoint console;

    /**
     * Everything behind {@code /admin/v1}. Made when the listeners are open, or by the first call: a gateway serves without it.
     */
    private record Api(
            AdminRoutes routes,
            LiveRoutes live,
            ConfigHistory history,
            ConfigChanges changes,
            KeyRetirement retirement) {}

    /**
     * What the routes work with.
     *
     * @param inForce what is in force now
     * @param entrance knows the tenants' rates
     * @param connections open ones of clients
     * @param port where clients connect
     * @param worker does what takes its time for endpoints outside the API
     * @param probe tries an upstream
     */
    record Parts(
            GatewayStatus status,
            GatewayOptions options,
            Supplier<InForce> inForce,
            Entrance entrance,
            Executor worker,
            UpstreamProbe probe,
            IntSupplier connections,
            IntSupplier port) {}

    Administration(Parts parts) {
        status = parts.status();
        options = parts.options();
        workers = new ThreadPoolExecutor(
                WORKERS,
                WORKERS,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING_CALLS),
                new DefaultThreadFactory("ccgate-admin", true));
        workers.allowCoreThreadTimeOut(true);
        ticker = Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("ccgate-admin-tick", true));

        AuditLog audit = new AuditLog(options.dataFolder());
        AdminAuth admins = new AdminAuth(
                new TryLimiter(options.nanoTime()),
                new RefusedTries(audit, options.clock(), options.nanoTime(), workers));
        AdminSessions sessions = new AdminSessions(options.nanoTime(), new SecureRandom());
        Authenticator authenticator = new Authenticator(parts.inForce(), admins, sessions);
        making = () -> make(parts, authenticator, admins, sessions, audit);
        open = new HashMap<>(new OwnEndpoints(status, parts.entrance(), admins, parts.worker()).all());
        open.putAll(new AgentsEndpoints(options.clock(), System::getenv).all());
        api = new AdminEndpoint(() -> api().routes(), authenticator, streams, workers);
        console = new ConsoleEndpoint(workers);
    }

    /** Never on an event loop: the first call reads files. */
    private synchronized Api api() {
        Api known = made;
        if (known == null) {
            known = making.get();
            ConfigSnapshot began = first;
            if (began != null && options.configHome() != null) {
                keep(known, began);
            }
            made = known;
        }
        return known;
    }

    private Api make(
            Parts parts, Authenticator authenticator, AdminAuth admins, AdminSessions sessions, AuditLog audit) {
        LiveRoutes live = new LiveRoutes(new Overview(status, parts.entrance()), status.observation());
        ConfigHistory history = new ConfigHistory(options.dataFolder(), options.clock());
        ConfigChanges changes = new ConfigChanges(options.configHome(), audit, history, options.clock());
        KeyRetirement retirement = new KeyRetirement(changes, options.dataFolder(), options.clock());
        List<RouteGroup> groups = new ArrayList<>();
        groups.add(new SessionRoutes(parts.inForce(), authenticator, admins, sessions, audit, options.clock()));
        groups.add(live);
        groups.add(new ProviderRoutes(status, changes));
        groups.add(
                new TenantRoutes(status, parts.entrance(), changes, new KeyGenerator(new SecureRandom()), retirement));
        groups.add(new PriceRoutes(changes));
        groups.add(new ConfigRoutes(status, changes, history));
        groups.add(new FileRoutes(status, changes));
        groups.add(new AuditRoutes(audit));
        groups.add(new RequestRoutes(status));
        groups.add(new ExplainRoutes(
                new Explanation(
                        status.balancer(),
                        status.books(),
                        options.clock(),
                        status.observation().requestLog().files()),
                parts.inForce()));
        groups.add(new SystemLogRoutes(status.observation().events()));
        groups.add(new StatsRoutes(status, options.clock()));
        groups.add(new UsageRoutes(status));
        groups.add(new ProbeRoutes(status, parts.probe()));
        AgentsFileEdits agents =
                new AgentsFileEdits(() -> parts.inForce().get().config(), changes, localAgents(options));
        groups.add(new McpRoutes(agents));
        groups.add(new PromptRoutes(agents));
        CliSettingsRoutes cli = new CliSettingsRoutes(agents);
        groups.add(cli);
        groups.add(new SettingsRoutes(status, changes, cli::json, parts.port()));
        groups.add(
                new StateRoutes(status, new StateRoutes.Counts(parts.connections(), streams::count, sessions::count)));
        groups.add(new OpenApiRoutes(groups, options.version()));
        return new Api(AdminRoutes.of(groups), live, history, changes, retirement);
    }

    /** The agents of the user who runs the gateway. */
    private static LocalAgents localAgents(GatewayOptions options) {
        Path home = AgentHomes.userHome(System::getenv);
        return new LocalAgents(new AgentHomes(home, System::getenv, Optional.empty()), options.clock());
    }

    /**
     * Begins to tell listeners what happens, and keeps the configuration that the gateway started with as a version of the history:
     * beside the start, which need not wait for it.
     */
    void start(ConfigSnapshot snapshot) {
        first = snapshot;
        if (options.configHome() != null) {
            ticker.execute(this::api);
        }
        ticker.scheduleWithFixedDelay(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
        ticker.scheduleWithFixedDelay(this::lookAround, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    private void tick() {
        Api known = made;
        if (known != null) {
            known.live().tick();
        }
    }

    private void lookAround() {
        streams.heartbeat();
        api().retirement().tick();
    }

    /** Another configuration is in force: it becomes a version of the history. */
    void apply(ConfigSnapshot next) {
        if (options.configHome() != null) {
            keep(api(), next);
        }
    }

    private void keep(Api known, ConfigSnapshot next) {
        try {
            known.history().arrived(known.changes().contents(), next.hash());
        } catch (IOException unwritable) {
            log.warn("The version {} of the configuration could not be kept", next.hash(), unwritable);
        }
    }

    /** For the listeners of clients: with the administration, unless that has a listener of its own. */
    LocalEndpoints forClients(ConfigSnapshot first) {
        boolean elsewhere = first.config().server().adminListener().isPresent();
        return new LocalEndpoints(
                calls(first, elsewhere ? Administration::notHere : console),
                elsewhere
                        ? List.of(
                                new Below("/admin/v1", Administration::notHere),
                                new Below(ConsoleEndpoint.PATH, Administration::notHere))
                        : administration());
    }

    /** For the administration's own listener, where nothing is relayed. */
    LocalEndpoints forAdministrators(ConfigSnapshot first) {
        List<Below> below = new ArrayList<>(administration());
        below.add(new Below("/", Administration::notHere));
        return new LocalEndpoints(calls(first, console), below);
    }

    private List<Below> administration() {
        return List.of(new Below("/admin/v1", api), new Below(ConsoleEndpoint.PATH, console));
    }

    private Map<String, LocalEndpoint> calls(ConfigSnapshot first, LocalEndpoint page) {
        Map<String, LocalEndpoint> calls = new HashMap<>(open);
        List<String> pages = new ArrayList<>(PAGES);
        pages.add(first.config().server().admin().path());
        for (String path : pages) {
            calls.putIfAbsent("GET " + path, page);
            calls.putIfAbsent("HEAD " + path, page);
        }
        return calls;
    }

    private static void notHere(Exchange exchange) {
        GatewayAnswer.refuse(exchange, GatewayErrors.notFound());
    }

    /** Ends the streams that are open: a stopping gateway would wait for them. */
    void endStreams() {
        streams.close();
    }

    @Override
    public void close() {
        streams.close();
        ticker.shutdown();
        workers.shutdown();
        try {
            // What is being written of the configuration's history is whole when the gateway says that it has stopped.
            if (!ticker.awaitTermination(2, TimeUnit.SECONDS)) {
                log.warn("The administration's clock did not stop in time");
            }
            // So is what was last written down of refused tries; a call that takes its time is not waited for.
            if (!workers.awaitTermination(1, TimeUnit.SECONDS)) {
                log.debug("A call of the administration was still running");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
