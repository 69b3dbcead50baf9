package io.ccgate.policy;

import io.ccgate.config.model.LimitsConfig.Allowance;
import io.ccgate.policy.Entry.State;
import io.ccgate.policy.Refusal.Crowded;
import io.ccgate.policy.Refusal.OverLimit;
import io.ccgate.policy.Refusal.TooFast;
import io.ccgate.policy.Refusal.Uncounted;
import io.ccgate.policy.Refusal.What;
import io.ccgate.usage.ledger.Admission;
import io.ccgate.usage.ledger.Ledger;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way in of one tenant: its buckets, how many of its requests run, and who waits in line for one of them to end. Its lock is
 * held for a few look-ups; only when one of many ends, it is held for a try of each that waits. The ledger is asked under it, and
 * never asks back.
 */
final class Lane {
    /** More in line than this cannot all get in within a sensible wait. */
    static final int LONGEST_LINE = 256;

    private final Bucket requests = new Bucket();
    private final Bucket tokens = new Bucket();
    private final ArrayDeque<Entry> line = new ArrayDeque<>();
    private int running;

    /**
     * Lets a request in, or into the line, or refuses it.
     *
     * @param at the wall clock's moment of {@code now}
     * @param mayWait whether the line is open to it
     * @return its state; {@code OUTSIDE} with {@link Entry#refusal()}
     */
    synchronized State enter(Entry entry, Allowance allowance, Instant at, long now, Ledger ledger, boolean mayWait) {
        fill(allowance, now);
        Refusal tooFast = tooFast();
        if (tooFast != null) {
            entry.rates(state(allowance, at));
            entry.refused(tooFast);
            return State.OUTSIDE;
        }
        requests.take(1);
        tokens.take(entry.estimate().likelyTokens());
        if (requests.limits() || tokens.limits()) {
            entry.rates(state(allowance, at));
        }
        boolean othersFirst = allowance.maxConcurrent() > 0 && !line.isEmpty();
        Refusal refusal = othersFirst ? new Crowded(allowance.maxConcurrent(), false) : tryIn(entry, allowance, ledger);
        if (refusal == null) {
            return State.INSIDE;
        }
        if (mayWait && passes(refusal)) {
            if (line.size() < LONGEST_LINE) {
                line.add(entry);
                entry.state = State.WAITING;
                return State.WAITING;
            }
            refusal = new Crowded(allowance.maxConcurrent(), true);
        }
        tokens.take(-entry.estimate().likelyTokens());
        entry.refused(refusal);
        return State.OUTSIDE;
    }

    private @Nullable Refusal tooFast() {
        if (requests.limits() && requests.remaining() < 1) {
            return new TooFast(What.REQUESTS, requests.perMinute(), requests.secondsUntil(1));
        }
        if (tokens.limits() && tokens.remaining() < 1) {
            return new TooFast(What.TOKENS, tokens.perMinute(), tokens.secondsUntil(1));
        }
        return null;
    }

    private @Nullable Refusal tryIn(Entry entry, Allowance allowance, Ledger ledger) {
        if (allowance.maxConcurrent() > 0 && running >= allowance.maxConcurrent()) {
            return new Crowded(allowance.maxConcurrent(), false);
        }
        Admission admission = ledger.reserve(entry.tenant(), entry.model(), entry.estimate());
        if (admission instanceof Admission.Refused refused) {
            return new OverLimit(refused);
        }
        if (admission instanceof Admission.NotYet) {
            return new Uncounted();
        }
        entry.reserved(((Admission.Granted) admission).reservation());
        entry.state = State.INSIDE;
        running++;
        return null;
    }

    private static boolean passes(Refusal refusal) {
        return refusal instanceof Crowded
                || (refusal instanceof OverLimit over && over.limit().temporary());
    }

    /**
     * A request that was let in has ended, or one in line has gone. Its reservation must have ended before.
     *
     * @param used tokens
     * @return whoever may go on now
     */
    synchronized List<Entry> leave(Entry entry, long used, Allowance allowance, long now, Ledger ledger) {
        State was = entry.state;
        entry.state = State.GONE;
        if (was == State.WAITING) {
            line.remove(entry);
            tokens.take(-entry.estimate().likelyTokens());
        }
        if (was != State.INSIDE) {
            return List.of();
        }
        running--;
        fill(allowance, now);
        tokens.take(used - entry.estimate().likelyTokens());
        return line.isEmpty() ? List.of() : letIn(allowance, ledger);
    }

    /** Those in line that may go on now, in their order: in, or away where a wait no longer helps. */
    private List<Entry> letIn(Allowance allowance, Ledger ledger) {
        List<Entry> decided = new ArrayList<>(1);
        for (Iterator<Entry> waiting = line.iterator(); waiting.hasNext(); ) {
            Entry entry = waiting.next();
            Refusal refusal = tryIn(entry, allowance, ledger);
            if (refusal instanceof Crowded) {
                break;
            }
            if (refusal == null || !passes(refusal)) {
                waiting.remove();
                decided.add(entry);
                if (refusal != null) {
                    refuse(entry, refusal);
                }
            }
        }
        return decided;
    }

    /** A request has waited long enough. Returns false when it was decided in the meantime. */
    synchronized boolean giveUp(Entry entry, Allowance allowance, Ledger ledger) {
        if (entry.state != State.WAITING) {
            return false;
        }
        line.remove(entry);
        Refusal refusal = tryIn(entry, allowance, ledger);
        if (refusal != null) {
            refuse(entry, refusal);
        }
        return true;
    }

    private void refuse(Entry entry, Refusal refusal) {
        entry.state = State.OUTSIDE;
        entry.refused(refusal);
        tokens.take(-entry.estimate().likelyTokens());
    }

    synchronized RateState standing(Allowance allowance, Instant at, long now) {
        fill(allowance, now);
        return state(allowance, at);
    }

    private void fill(Allowance allowance, long now) {
        requests.fill(allowance.requestsPerMinute(), now);
        tokens.fill(allowance.tokensPerMinute(), now);
    }

    private RateState state(Allowance allowance, Instant at) {
        return new RateState(
                at,
                requests.perMinute(),
                requests.remaining(),
                requests.limits() ? requests.secondsUntil(requests.perMinute()) : 0,
                tokens.perMinute(),
                tokens.remaining(),
                tokens.limits() ? tokens.secondsUntil(tokens.perMinute()) : 0,
                allowance.maxConcurrent(),
                running,
                line.size());
    }
}
