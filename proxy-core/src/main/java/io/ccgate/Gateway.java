package io.ccgate;

import io.ccgate.admin.GatewayStatus;
import io.ccgate.admin.Observation;
import io.ccgate.balance.BalanceEvent;
import io.ccgate.balance.Balancer;
import io.ccgate.config.check.Finding;
import io.ccgate.config.check.FindingFormat;
import io.ccgate.config.model.ServerConfig;
import io.ccgate.config.model.UpstreamConfig;
import io.ccgate.config.snapshot.ConfigSnapshot;
import io.ccgate.config.snapshot.ConfigStore;
import io.ccgate.config.snapshot.ReloadStatus;
import io.ccgate.error.ErrorEnvelope;
import io.ccgate.exchange.ExchangeRecorder;
import io.ccgate.exchange.HeldBytes;
import io.ccgate.exchange.InForce;
import io.ccgate.http.RequestId;
import io.ccgate.observe.AccessLog;
import io.ccgate.observe.events.BalanceEvents;
import io.ccgate.observe.events.EventLog;
import io.ccgate.observe.events.SystemEvent;
import io.ccgate.observe.metrics.LoopDelay;
import io.ccgate.observe.metrics.Traffic;
import io.ccgate.observe.metrics.Trend;
import io.ccgate.observe.requests.RecordingRoom;
import io.ccgate.observe.requests.RequestLog;
import io.ccgate.pipeline.AuthHandler;
import io.ccgate.pipeline.BalancingHandler;
import io.ccgate.pipeline.BudgetHandler;
import io.ccgate.pipeline.LocalHandler;
import io.ccgate.pipeline.ModelRewriteHandler;
import io.ccgate.pipeline.RelayHandler;
import io.ccgate.pipeline.RouteHandler;
import io.ccgate.pipeline.TranslationHandler;
import io.ccgate.policy.Entrance;
import io.ccgate.policy.LimitAlerts;
import io.ccgate.relay.HealthChecks;
import io.ccgate.relay.HeavyWork;
import io.ccgate.relay.RelayServices;
import io.ccgate.relay.UpstreamProbe;
import io.ccgate.server.ClientPipeline;
import io.ccgate.server.ClientServices;
import io.ccgate.server.DrainSignal;
import io.ccgate.server.FramingGate;
import io.ccgate.server.Listeners;
import io.ccgate.translate.RandomText;
import io.ccgate.translate.Translator;
import io.ccgate.upstream.ClientTls;
import io.ccgate.upstream.NameResolution;
import io.ccgate.upstream.Target;
import io.ccgate.upstream.UpstreamClient;
import io.ccgate.usage.UsageBooks;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway: the one place where everything is wired together, started, drained and closed. All calls may come from any thread but
 * an event loop.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    /** Request bodies held at a time; a quarter of the heap, since most of them live as long as their first answer byte. */
    private static final long MAX_HELD_BYTES =
            Math.max(256L << 20, Runtime.getRuntime().maxMemory() / 4);

    /** Headers and bodies that the request log holds until they are written. */
    private static final long MAX_RECORDED_BYTES =
            Math.max(64L << 20, Runtime.getRuntime().maxMemory() / 16);

    private static final Duration RECORDS_GRACE = Duration.ofSeconds(10);
    private static final int LAST_EVENTS_SECONDS = 2;
    private static final long POLL_MILLIS = 20;

    /** For any thread. */
    private static final RandomGenerator RANDOM =
            () -> ThreadLocalRandom.current().nextLong();

    private final AtomicReference<InForce> inForce;
    private final EventLoopGroup loops;
    private final ExecutorService worker;
    private final ExecutorService translators;
    private final Balancer balancer;
    private final ClientTls tls;
    private final UpstreamClient upstreams;
    private final HealthChecks healthChecks;
    private final UsageBooks books;
    private final LimitAlerts alerts;
    private final Entrance entrance;
    private final AccessLog accessLog;
    private final RequestLog requestLog;
    private final EventLog events;
    private final RecordingRoom recordings = new RecordingRoom(MAX_RECORDED_BYTES);
    private final LoopDelay loopDelay;
    private final ClientServices clients;
    private final Listeners listeners = new Listeners();
    private final int clientListeners;
    private final GatewayStatus status;
    private final Administration administration;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private Gateway(ConfigStore store, GatewayOptions options) {
        ConfigSnapshot first = store.current();
        ServerConfig server = first.config().server();
        clientListeners = server.listeners().size();
        inForce = new AtomicReference<>(InForce.of(first));
        loops = options.transport().eventLoops(server.eventLoops());
        worker = Executors.newSingleThreadExecutor(new DefaultThreadFactory("ccgate-worker", true));
        translators = Executors.newFixedThreadPool(
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                new DefaultThreadFactory("ccgate-translate", true));

        events = new EventLog(options.dataFolder(), options.clock(), worker);
        balancer =
                new Balancer(options.nanoTime(), options.clock(), RANDOM, (client, upstream) -> true, this::balanced);
        balancer.apply(first);
        tls = new ClientTls(options.trust());
        upstreams = new UpstreamClient(
                options.transport().socketChannel(),
                NameResolution.create(options.transport().datagramChannel()),
                tls,
                options.nanoTime());
        healthChecks = new HealthChecks(upstreams, balancer, loops.next());

        accessLog = AccessLog.open(server.logging());
        alerts = new LimitAlerts(
                first.config().server(),
                options.clock(),
                (text, details) -> events.add(new SystemEvent(
                        options.clock().instant(), SystemEvent.Level.WARNING, "limit_warning", null, text, details)));
        books = new UsageBooks(
                options.dataFolder(), server.usage(), options.clock(), alerts, List.of(AccessLogSink.of(accessLog)));

        requestLog = new RequestLog(options.dataFolder(), server.requestLog(), options.clock());
        loopDelay = new LoopDelay(options.nanoTime());
        Traffic traffic = new Traffic();
        Trend trend = new Trend();
        entrance = new Entrance(books.ledger(), options.clock(), options.nanoTime());
        ErrorEnvelope errors = new ErrorEnvelope(
                options.clock(), () -> store.current().config().server().language());
        ExchangeRecorder recorder = new ExchangeRecorder(
                books, entrance, options.clock(), options.nanoTime(), List.of(traffic, trend, requestLog));
        clients = new ClientServices(
                inForce::get,
                new RequestId(options.clock(), new SplittableRandom()),
                recorder,
                errors,
                options.nanoTime());
        status = new GatewayStatus(
                options.version(),
                options.clock(),
                store,
                balancer,
                books,
                clients::activeExchanges,
                stopping::get,
                new Observation(
                        traffic,
                        trend,
                        requestLog,
                        events,
                        recordings,
                        loopDelay,
                        upstreams.counts(),
                        recorder::openStreams));
        administration = new Administration(new Administration.Parts(
                status,
                options,
                inForce::get,
                entrance,
                worker,
                new UpstreamProbe(upstreams, loops.next(), options.nanoTime()),
                listeners::connections,
                this::port));
    }

    /**
     * Starts a gateway and returns when it serves. It follows the store: whatever is published there is in force at once.
     *
     * @throws IOException when an address or the data folder cannot be used; the message says which and what to do
     */
    public static Gateway start(ConfigStore store, GatewayOptions options) throws IOException {
        Gateway gateway = new Gateway(store, options);
        try {
            gateway.open(store.current(), options);
            store.onChange(gateway::apply);
            store.onReject(gateway::rejected);
            return gateway;
        } catch (IOException | RuntimeException failure) {
            gateway.stop(Duration.ZERO);
            throw failure;
        }
    }

    private void open(ConfigSnapshot first, GatewayOptions options) throws IOException {
        prepareTls(first);
        books.start(first);
        requestLog.start();
        loopDelay.watch(loops);
        Translator translator = new Translator(options.clock(), RandomText::next);
        HeavyWork heavyWork = new HeavyWork(translators);
        RelayServices relay = new RelayServices(
                upstreams, balancer, translator, heavyWork, options.nanoTime(), options.clock(), RANDOM);
        ClientPipeline.Stages stages = new ClientPipeline.Stages(
                new FramingGate(),
                new RouteHandler(administration.forClients(first), recordings),
                new AuthHandler(options.clock()),
                new LocalHandler(),
                new ModelRewriteHandler(),
                new BalancingHandler(balancer),
                new BudgetHandler(books, entrance),
                new TranslationHandler(translator, heavyWork),
                new RelayHandler(relay),
                new HeldBytes(MAX_HELD_BYTES),
                options.nanoTime());
        ServerConfig server = first.config().server();
        listeners.bind(server.listeners(), options.transport(), loops, stages, clients);
        if (server.adminListener().isPresent()) {
            ClientPipeline.Stages own =
                    stages.with(new RouteHandler(administration.forAdministrators(first), recordings));
            listeners.bind(List.of(server.adminListener().get()), options.transport(), loops, own, clients);
        }
        books.serving(addresses().stream().map(InetSocketAddress::toString).toList());
        administration.start(first);
        healthChecks.start();
    }

    /** Puts another configuration in force. Running requests finish on theirs; counters, sessions and blacklist stay. */
    private void apply(ConfigSnapshot next) {
        prepareTls(next);
        balancer.apply(next);
        alerts.reconfigure(next.config().server());
        inForce.set(InForce.of(next));
        books.reconfigure(next);
        requestLog.reconfigure(next.config().server().requestLog());
        healthChecks.start();
        administration.apply(next);
        events.add(new SystemEvent(
                next.loadedAt(),
                SystemEvent.Level.INFO,
                "config_reload",
                null,
                "revision " + next.revision() + " is in force",
                Map.of("revision", String.valueOf(next.revision()))));
    }

    private void rejected(ReloadStatus status) {
        String why = status.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .findFirst()
                .map(FindingFormat::line)
                .orElse("it is in error");
        events.add(new SystemEvent(status.at(), SystemEvent.Level.ERROR, "config_rejected", null, why));
    }

    private void balanced(BalanceEvent event) {
        log.info("{}", event);
        if (BalanceEvents.worthKeeping(event)) {
            events.add(BalanceEvents.of(event, this::upstreamName));
        }
    }

    private String upstreamName(String id) {
        return status.snapshot().config().upstreams().stream()
                .filter(upstream -> upstream.id().equals(id))
                .map(UpstreamConfig::name)
                .findFirst()
                .orElse(id);
    }

    private void prepareTls(ConfigSnapshot snapshot) {
        if (snapshot.config().upstreams().stream()
                .anyMatch(upstream -> Target.of(upstream).tls())) {
            tls.prepare();
        }
    }

    /** Where clients can connect. */
    public List<InetSocketAddress> addresses() {
        List<InetSocketAddress> all = listeners.addresses();
        return all.subList(0, Math.min(all.size(), clientListeners));
    }

    private int port() {
        List<InetSocketAddress> open = addresses();
        return open.isEmpty() ? 0 : open.get(0).getPort();
    }

    /** Where administrators connect; empty when that is where clients do. */
    public Optional<InetSocketAddress> adminAddress() {
        return listeners.addresses().stream().skip(clientListeners).findFirst();
    }

    /** What admin answers are made of. */
    public GatewayStatus status() {
        return status;
    }

    public Balancer balancer() {
        return balancer;
    }

    public UsageBooks books() {
        return books;
    }

    /** Rates and running requests of the tenants. */
    public Entrance entrance() {
        return entrance;
    }

    /**
     * Stops: takes no new connection, lets running requests finish for at most {@code grace}, breaks off the rest with an error of
     * the client's protocol, writes all records. Blocks; a second call returns at once.
     */
    public void stop(Duration grace) {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        listeners.stopAccepting();
        administration.endStreams();
        listeners.signal(DrainSignal.FINISH);
        if (!idleWithin(grace)) {
            log.warn("{} requests are still running after {}; breaking them off", clients.activeExchanges(), grace);
        }
        listeners.signal(DrainSignal.STOP_NOW);
        idleWithin(Duration.ofSeconds(1));
        healthChecks.close();
        upstreams.close();
        if (!books.close(RECORDS_GRACE)) {
            log.error("Some usage records could not be written before the gateway stopped");
        }
        requestLog.close(RECORDS_GRACE);
        try {
            accessLog.close();
        } catch (IOException unwritable) {
            log.error("The access log could not be closed: {}", unwritable.getMessage());
        }
        alerts.close();
        administration.close();
        worker.shutdown();
        translators.shutdown();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
        try {
            // The last events are on the disk when the gateway says that it has stopped.
            if (!worker.awaitTermination(LAST_EVENTS_SECONDS, TimeUnit.SECONDS)) {
                log.warn("The last events could not be written before the gateway stopped");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop(Duration.ZERO);
    }

    private boolean idleWithin(Duration grace) {
        long deadline = System.nanoTime() + grace.toNanos();
        while (clients.activeExchanges() > 0) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException second) {
                // A second signal: whoever asks to stop twice does not want to wait.
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
