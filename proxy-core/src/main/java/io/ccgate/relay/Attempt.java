package io.ccgate.relay;

import io.ccgate.balance.Candidate;
import io.ccgate.balance.FailureClass;
import io.ccgate.balance.Lease;
import io.ccgate.balance.Outcome;
import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayError.Retry;
import io.ccgate.error.GatewayErrors;
import io.ccgate.exchange.Exchange;
import io.ccgate.exchange.Stamp;
import io.ccgate.observe.requests.RecordedAttempt;
import io.ccgate.observe.requests.Recording;
import io.ccgate.protocol.Operation;
import io.ccgate.protocol.chat.UsageChunkFilter;
import io.ccgate.upstream.Target;
import io.ccgate.upstream.UpstreamClient;
import io.ccgate.upstream.UpstreamConnection;
import io.ccgate.usage.meter.Reading;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One try at one upstream: connect, send, receive the answer. It reports exactly one of three things to its loop: failed while the
 * client has seen nothing, served, or broken in the middle. Confined to the exchange's event loop.
 */
final class Attempt implements UpstreamClient.Acquired, AttemptDeadline.Watched {
    private final AttemptLoop owner;
    private final RelayServices services;
    private final Exchange exchange;
    private final Candidate candidate;
    private final EventLoop loop;
    private final AttemptDeadline deadline;
    private final Lease lease;
    private final Outgoing outgoing;
    private final IncomingAnswer answer;
    private final long startedAt;
    private final boolean metered;

    private UpstreamClient.Wait connecting = UpstreamClient.Wait.OVER;
    private @Nullable UpstreamConnection connection;
    private boolean reading = true;
    private boolean triedFresh;
    private boolean sent;
    private @Nullable Reading seen;
    private boolean over;

    /** @param bare without any thought of earlier turns, since this upstream has refused one */
    Attempt(AttemptLoop owner, RelayServices services, Exchange exchange, Lease lease, EventLoop loop, boolean bare) {
        this.owner = owner;
        this.services = services;
        this.exchange = exchange;
        this.candidate = lease.candidate();
        this.loop = loop;
        this.lease = lease;
        this.outgoing = new Outgoing(services, exchange, candidate, bare);
        this.startedAt = now();
        this.deadline = new AttemptDeadline(
                loop, services.nanoTime(), candidate.upstream().timeouts(), this);
        Operation operation = exchange.route().operation();
        this.metered = operation == Operation.GENERATE || operation == Operation.EMBEDDINGS;
        this.answer = new IncomingAnswer(this, owner, services, exchange, candidate, outgoing);
    }

    // ---- the request ----------------------------------------------------------------------------------------------

    void start() {
        exchange.passport().set(Stamp.ATTEMPT_STARTED, startedAt);
        outgoing.prepare(this::beside, () -> acquire(false), this::giveUp);
    }

    /** Works on a whole body, beside the event loop if it is big; an attempt that is over by then wants no result. */
    <T> void beside(int bytes, Supplier<T> work, Consumer<T> then) {
        services.heavyWork()
                .run(
                        bytes,
                        loop,
                        work,
                        result -> {
                            if (!over) {
                                then.accept(result);
                            }
                        },
                        fault -> {
                            if (!over) {
                                giveUp(new AttemptFailure(Outcome.CANCELLED, GatewayErrors.internal(), 0, null));
                            }
                        });
    }

    private void acquire(boolean fresh) {
        triedFresh = fresh;
        Target target = Target.of(candidate.upstream());
        Duration patience = candidate.upstream().timeouts().connect();
        connecting = services.upstreams().acquire(loop, target, fresh, patience, this);
    }

    @Override
    public void connected(UpstreamConnection acquired) {
        connection = acquired;
        long now = now();
        deadline.sent(now);
        exchange.passport().set(Stamp.CONNECTED, now);
        UpstreamRequest request = outgoing.request();
        answer.expect(request.asksForUsage() ? new UsageChunkFilter() : null, recorded(request));
        acquired.send(request.head(), request.body(), exchange.method().equals(HttpMethod.HEAD), answer);
        if (!over) {
            deadline.begin();
        }
    }

    private @Nullable RecordedAttempt recorded(UpstreamRequest request) {
        Recording recording = exchange.recording();
        return recording == null
                ? null
                : recording.attempt(
                        candidate.upstream().id(),
                        Target.of(candidate.upstream()).origin(),
                        request.head(),
                        outgoing.hop() == null ? null : request.body());
    }

    /** No connection came up: nothing was sent. */
    @Override
    public void failed(GatewayError error) {
        if (!over) {
            giveUp(new AttemptFailure(Outcome.failed(FailureClass.CONNECT), error, 0, null));
        }
    }

    // ---- what its answer reports ----------------------------------------------------------------------------------

    void requestSent() {
        long now = now();
        deadline.sent(now);
        sent = true;
        exchange.passport().set(Stamp.REQUEST_SENT, now);
    }

    /** Something came, or the client made room: the waits begin anew. */
    void moved() {
        deadline.moved(now());
    }

    /** The client gets the answer from here on: other waits apply, and the upstream has proved itself unless it only complains. */
    void committed(boolean good) {
        deadline.rearmIfSooner();
        if (good) {
            lease.answered(owner.selection());
        }
    }

    /** The connection has gone back to its pool. */
    void released() {
        connection = null;
    }

    /** The connection broke before the answer was whole. */
    void disconnected(GatewayError error) {
        UpstreamConnection broken = connection;
        connection = null;
        if (over || broken == null) {
            return;
        }
        if (error.retry() == Retry.IF_REUSED && broken.reused() && !triedFresh) {
            // The upstream had closed the idle connection before our request reached it: its right, and no failure.
            acquire(true);
        } else {
            cut(error, broken.betweenFrames());
        }
    }

    void served(Outcome outcome) {
        Reading read = answer.read();
        close(outcome);
        owner.served(this, read);
    }

    /** The client has seen nothing of it: another attempt may follow. */
    void giveUp(AttemptFailure failure) {
        close(failure.outcome());
        owner.failed(this, failure);
    }

    /** The answer ends before it is whole, or a wait was over. */
    void cut(GatewayError error, boolean betweenFrames) {
        FailureClass kind = error.type() == GatewayError.Type.TIMEOUT ? FailureClass.TIMEOUT : FailureClass.CUT;
        if (!answer.committed()) {
            giveUp(new AttemptFailure(Outcome.failed(kind), error, 0, null));
            return;
        }
        Reading read = answer.read();
        close(Outcome.failed(kind));
        owner.broken(this, error, read);
        answer.breakOff(error, betweenFrames);
    }

    /** Stops everything without a word to the owner; what was read so far comes back. */
    @Nullable
    Reading cancel(GatewayError why) {
        Reading read = answer.read();
        boolean between = betweenFrames();
        close(Outcome.CANCELLED);
        if (answer.committed() && why.source() == GatewayError.Source.GATEWAY) {
            answer.breakOff(why, between);
        }
        return read;
    }

    private void close(Outcome outcome) {
        over = true;
        seen = answer.read();
        connecting.cancel();
        UpstreamConnection open = connection;
        connection = null;
        if (open != null) {
            open.cancel();
        }
        deadline.stop();
        answer.close();
        lease.end(outcome);
    }

    // ---- time and pressure ----------------------------------------------------------------------------------------

    /** The client takes nothing for now: neither do we. */
    void holdBack() {
        setReading(false);
    }

    void clientWritable() {
        if (!reading) {
            moved();
            setReading(true);
        }
    }

    private void setReading(boolean on) {
        reading = on;
        deadline.reading(on);
        UpstreamConnection open = connection;
        if (open != null) {
            open.setReading(on);
        }
    }

    boolean isReading() {
        return reading;
    }

    @Override
    public boolean streaming() {
        return answer.eventStream() || exchange.wantsStream();
    }

    @Override
    public boolean eventStream() {
        return answer.eventStream();
    }

    @Override
    public boolean committed() {
        return answer.committed();
    }

    @Override
    public void keepAlive() {
        answer.keepAlive(betweenFrames());
    }

    @Override
    public void overdue() {
        cut(GatewayErrors.upstreamTimeout(answer.waitingFor(), Retry.NEVER), betweenFrames());
    }

    private boolean betweenFrames() {
        return connection != null && connection.betweenFrames();
    }

    private long now() {
        return services.nanoTime().getAsLong();
    }

    // ---- for the record -------------------------------------------------------------------------------------------

    Candidate candidate() {
        return candidate;
    }

    long startedAt() {
        return startedAt;
    }

    boolean isOver() {
        return over;
    }

    /** What its meter had read when it was over; null when nothing came to be metered. */
    @Nullable
    Reading seen() {
        return seen;
    }

    /** Whether its upstream has the whole request. */
    boolean sent() {
        return sent;
    }

    boolean metered() {
        return metered;
    }

    /** Whether one more try without thoughts may mend what the upstream refused. */
    boolean holdsThoughts() {
        return outgoing.holdsThoughts();
    }

    /** The upstream's status; 0 when none came. */
    int status() {
        return answer.status();
    }

    /** Bytes of the answer's body that the client was sent. */
    long payloadBytes() {
        return answer.payloadBytes();
    }
}
