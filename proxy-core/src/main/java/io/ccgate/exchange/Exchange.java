package io.ccgate.exchange;

import io.ccgate.agents.Session;
import io.ccgate.auth.Credentials;
import io.ccgate.balance.Choice.Candidates;
import io.ccgate.balance.Selection;
import io.ccgate.config.model.Agent;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.error.ErrorEnvelope;
import io.ccgate.json.BodyFacts;
import io.ccgate.observe.requests.Recording;
import io.ccgate.policy.Entry;
import io.ccgate.protocol.Route;
import io.ccgate.usage.AttemptRecord;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One client request from its first byte to its last record. The pipeline's stages fill it in, the relay serves it, and it ends
 * exactly once, in {@link #end}. Confined to the client's event loop: nothing here is volatile or locked.
 */
public final class Exchange {
    private final String id;
    private final InForce inForce;
    private final ClientRequest request;
    private final ClientLink client;
    private final ExchangeEnd ending;
    private final ErrorEnvelope errors;
    private final Passport passport = new Passport();
    private final RequestBody body = new RequestBody();
    private final List<AttemptRecord> attempts = new ArrayList<>(1);

    private @Nullable Route route;
    private Agent agent = Agent.OTHER;
    private Session session = Session.NONE;
    private @Nullable TenantConfig tenant;
    private @Nullable Entry entry;
    private io.ccgate.translate.@Nullable ClientRequest conversation;
    private @Nullable Candidates candidates;
    private @Nullable Selection selection;
    private @Nullable LocalEndpoint local;
    private Credentials.Form credentialForm = Credentials.Form.BEARER;
    private String clientModel = "";
    private String model = "";
    private Progress progress = Progress.NOBODY;
    private @Nullable String corsOrigin;
    private @Nullable Recording recording;
    private boolean answering;
    private boolean streaming;
    private boolean streamOpen;
    private boolean ended;
    private @Nullable AnswerHold hold;
    private @Nullable Predicate<String> usableModels;

    public Exchange(
            String id,
            InForce inForce,
            ClientRequest request,
            ClientLink client,
            ExchangeEnd ending,
            ErrorEnvelope errors,
            long now) {
        this.id = id;
        this.inForce = inForce;
        this.request = request;
        this.client = client;
        this.ending = ending;
        this.errors = errors;
        passport.set(Stamp.STARTED, now);
    }

    public String id() {
        return id;
    }

    public InForce inForce() {
        return inForce;
    }

    public ClientRequest request() {
        return request;
    }

    public ClientLink client() {
        return client;
    }

    /** Words an error as the client's provider would. */
    public ErrorEnvelope errors() {
        return errors;
    }

    public Passport passport() {
        return passport;
    }

    public HttpMethod method() {
        return request.method();
    }

    public HttpHeaders headers() {
        return request.headers();
    }

    /** Set by the route stage, before every other. */
    public Route route() {
        return require(route, "route");
    }

    public void route(Route found) {
        this.route = found;
    }

    /** Null before the route stage, and for the gateway's own endpoints. */
    public @Nullable Route routeOrNull() {
        return route;
    }

    /** The client's protocol; null before the route stage and on a path of no known protocol. */
    public @Nullable Protocol protocol() {
        return route == null ? null : route.protocol();
    }

    public Agent agent() {
        return agent;
    }

    public void agent(Agent detected) {
        this.agent = detected;
    }

    public Session session() {
        return session;
    }

    public void session(Session found) {
        this.session = found;
    }

    /** Set by the auth stage. */
    public TenantConfig tenant() {
        return require(tenant, "tenant");
    }

    /** Null when the caller was not recognised. */
    public @Nullable TenantConfig tenantOrNull() {
        return tenant;
    }

    public void tenant(TenantConfig recognised, Credentials.Form form) {
        this.tenant = recognised;
        this.credentialForm = form;
    }

    /** What the client sent behind its head. */
    public RequestBody body() {
        return body;
    }

    /** Keeps headers and bodies for the request log; null, the usual case, when nobody asked for them. */
    public @Nullable Recording recording() {
        return recording;
    }

    public void record(@Nullable Recording begun) {
        this.recording = begun;
    }

    /** Value of {@code Access-Control-Allow-Origin} for this client; null when it gets none. */
    public @Nullable String corsOrigin() {
        return corsOrigin;
    }

    public void corsOrigin(String origin) {
        this.corsOrigin = origin;
    }

    /** The model as the client wrote it; empty when it named none. */
    public String clientModel() {
        return clientModel;
    }

    /** The model after the tenant's rewriting. */
    public String model() {
        return model;
    }

    public void models(String asked, String rewritten) {
        this.clientModel = asked;
        this.model = rewritten;
    }

    /** The request at its tenant's entrance; null for one that needs not pass it. */
    public @Nullable Entry entry() {
        return entry;
    }

    public void entry(Entry asked) {
        this.entry = asked;
    }

    public Candidates candidates() {
        return require(candidates, "candidates");
    }

    /** The request as the neutral conversation; null where no upstream of another protocol is a candidate. */
    public io.ccgate.translate.@Nullable ClientRequest conversation() {
        return conversation;
    }

    public void conversation(io.ccgate.translate.ClientRequest read) {
        this.conversation = read;
    }

    /** What the balancer was asked. */
    public Selection selection() {
        return require(selection, "selection");
    }

    public void candidates(Selection asked, Candidates ordered) {
        this.selection = asked;
        this.candidates = ordered;
    }

    /** The endpoint of the gateway's own that answers; null for a request to relay. */
    public @Nullable LocalEndpoint local() {
        return local;
    }

    public void local(LocalEndpoint endpoint) {
        this.local = endpoint;
    }

    /** Where the key stood that was recognised. */
    public Credentials.Form credentialForm() {
        return credentialForm;
    }

    public List<AttemptRecord> attempts() {
        return attempts;
    }

    /** Whether the client asked for a stream, by its body or by its path. */
    public boolean wantsStream() {
        BodyFacts scanned = body.facts();
        return (scanned != null && scanned.stream()) || (route != null && route.streamByPath());
    }

    /** Who serves the exchange from here on. */
    public void servedBy(Progress server) {
        progress = server;
    }

    public Progress progress() {
        return progress;
    }

    /** The first byte of an answer is on its way: from here on the exchange can only be completed or broken off. */
    public void beginAnswer() {
        answering = true;
    }

    /** The answer that begins is a stream of events. */
    public void beginStream() {
        if (!streaming) {
            streaming = true;
            ending.streams(this);
        }
    }

    public boolean streaming() {
        return streaming;
    }

    public boolean answering() {
        return answering;
    }

    /** The gateway began a stream of its own to keep the client alive: its head is sent, an upstream's may not follow. */
    public void openStream() {
        streamOpen = true;
    }

    public boolean isStreamOpen() {
        return streamOpen;
    }

    /** Which models of an upstream's own list the tenant may see; null: all of them. */
    public @Nullable Predicate<String> usableModels() {
        return usableModels;
    }

    public void usableModels(Predicate<String> usable) {
        this.usableModels = usable;
    }

    public boolean isEnded() {
        return ended;
    }

    /** The single end. Later calls do nothing, so that a race of two reasons is harmless. */
    public void end(Outcome outcome) {
        if (ended) {
            return;
        }
        ended = true;
        progress = Progress.NOBODY;
        body.release();
        ending.ended(this, outcome);
    }

    /** Holds the end of the answer back until what is returned has run, on any thread. For the one who ends the exchange. */
    public Runnable holdAnswer() {
        AnswerHold begun = new AnswerHold();
        hold = begun;
        return () -> client.execute(begun::release);
    }

    /** What holds the end of the answer back; null, the usual case, when nothing ever did. */
    public @Nullable AnswerHold hold() {
        return hold;
    }

    private static <T> T require(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalStateException("no " + what + " at this stage");
        }
        return value;
    }
}
