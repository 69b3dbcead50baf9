package io.ccgate.relay;

import io.ccgate.balance.Candidate;
import io.ccgate.exchange.Exchange;
import io.ccgate.translate.ClientRequest;
import io.ccgate.translate.NativeThoughts;
import io.netty.buffer.ByteBufUtil;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt sends: the client's own bytes, those without thoughts that the upstream would refuse, or the conversation in the
 * upstream's protocol. Confined to the exchange's event loop; big bodies are worked on beside it.
 */
final class Outgoing {
    private final RelayServices services;
    private final Exchange exchange;
    private final Candidate candidate;
    private final boolean bare;
    private @Nullable ForeignHop hop;
    private NativeBody own = NativeBody.UNCHANGED;

    /** @param bare without any thought of earlier turns, since this upstream has refused one */
    Outgoing(RelayServices services, Exchange exchange, Candidate candidate, boolean bare) {
        this.services = services;
        this.exchange = exchange;
        this.candidate = candidate;
        this.bare = bare;
    }

    /** Does work on a whole body of so many bytes, maybe later. */
    interface Beside {
        <T> void run(int bytes, Supplier<T> work, Consumer<T> then);
    }

    /** Makes the request ready to be sent as often as there are connections to try; calls one of the two once. */
    void prepare(Beside beside, Runnable ready, Consumer<AttemptFailure> refused) {
        ClientRequest conversation = exchange.conversation();
        if (candidate.upstream().protocol() != exchange.protocol() && conversation != null) {
            beside.run(exchange.body().size(), () -> written(conversation), made -> {
                if (made instanceof ForeignHop.Made.Refused no) {
                    refused.accept(no.failure());
                } else {
                    hop = ((ForeignHop.Made.Ready) made).hop();
                    ready.run();
                }
            });
        } else if (NativeBody.mayChange(exchange, bare)) {
            byte[] clients = ByteBufUtil.getBytes(exchange.body().bytes());
            beside.run(clients.length, () -> NativeBody.of(exchange, candidate, clients, bare), changed -> {
                own = changed;
                ready.run();
            });
        } else {
            ready.run();
        }
    }

    private ForeignHop.Made written(ClientRequest conversation) {
        ClientRequest asked = bare ? conversation.withoutThoughts() : conversation;
        return ForeignHop.of(exchange, asked, candidate, services.clock());
    }

    /** The translation of this attempt; null when the upstream speaks the client's own protocol. */
    @Nullable
    ForeignHop hop() {
        return hop;
    }

    /** The request; its buffers belong to the caller. */
    UpstreamRequest request() {
        ForeignHop foreign = hop;
        return foreign == null ? UpstreamRequest.of(exchange, candidate, own) : foreign.request();
    }

    /** Whether a 400 may turn out to be about a thought of an earlier turn: then one more try without can mend it. */
    boolean holdsThoughts() {
        return !bare
                && (exchange.conversation() != null
                        || (NativeBody.carriesThoughts(exchange)
                                && NativeThoughts.mayBeIn(
                                        ByteBufUtil.getBytes(exchange.body().bytes()))));
    }
}
