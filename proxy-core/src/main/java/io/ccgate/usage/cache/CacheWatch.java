package io.ccgate.usage.cache;

import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.cache.Turn.Conversation;
import io.ccgate.usage.price.CacheEffect;
import io.ccgate.usage.price.Cost;
import io.ccgate.usage.price.Quote;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows conversations from request to request and tells what their caches were worth. A write's premium counts as paid
 * for nothing until a later request of the same conversation, at the same upstream and in the life of the cache, reads
 * more than the writing request did; then it is taken back, in proportion. A request that goes to another upstream while
 * the conversation is warm elsewhere is a switch: what was warm there and was not read here has its price.
 *
 * <p>Remembers the last conversations only, and none over a restart. Any thread may call it; takes a short lock.
 */
public final class CacheWatch {
    private static final int STRIPES = 16;
    /** Conversations remembered in each stripe. */
    private static final int REMEMBERED = 1024;
    /** Side calls of an agent (a title, a summary) run beside its main line under the same names. */
    private static final int LINES = 4;

    private final Stripe[] stripes = new Stripe[STRIPES];

    public CacheWatch() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /** The cost of a finished request with what its conversation tells about its cache. */
    public Cost judged(Turn turn, Cost cost, Quote quote) {
        if (turn.tokens().totalInput() == 0) {
            return cost;
        }
        int hash = turn.conversation().hashCode();
        return stripes[Math.floorMod(hash ^ (hash >>> 16), STRIPES)].judged(turn, cost, quote);
    }

    private static final class Stripe {
        private final Map<Conversation, ArrayDeque<WarmPrefix>> conversations = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Conversation, ArrayDeque<WarmPrefix>> eldest) {
                return size() > REMEMBERED;
            }
        };

        synchronized Cost judged(Turn turn, Cost cost, Quote quote) {
            ArrayDeque<WarmPrefix> lines =
                    conversations.computeIfAbsent(turn.conversation(), unused -> new ArrayDeque<>());
            lines.removeIf(line -> !line.warm(turn.at()));
            WarmPrefix before = take(lines, turn);
            long premium = cost.cache().premiumPico();
            boolean hour = turn.tokens().cacheCreation1h() > 0 || (before != null && before.hour());
            WarmPrefix now = WarmPrefix.after(turn, premium, hour);
            if (now.tokens() > 0) {
                lines.addLast(now);
                if (lines.size() > LINES) {
                    lines.removeFirst();
                }
            }
            return cost.with(effect(turn, cost, quote, before));
        }

        /** What the request goes on from: at its own upstream if it can, else the longest that it may have left behind. */
        private static @Nullable WarmPrefix take(ArrayDeque<WarmPrefix> lines, Turn turn) {
            WarmPrefix best = null;
            for (WarmPrefix line : lines) {
                if (line.upstream().equals(turn.upstream())) {
                    boolean read = line.usedBy(turn.tokens().cacheRead()) > 0
                            || (line.written() == 0
                                    && line.read() <= turn.tokens().cacheRead());
                    if (read && (best == null || line.tokens() > best.tokens())) {
                        best = line;
                    }
                }
            }
            if (best == null) {
                best = leftBehind(lines, turn);
            }
            if (best != null) {
                remove(lines, best);
            }
            return best;
        }

        /** A conversation only grows: one that is shorter than what is warm elsewhere is another one. */
        private static @Nullable WarmPrefix leftBehind(ArrayDeque<WarmPrefix> lines, Turn turn) {
            WarmPrefix longest = null;
            for (WarmPrefix line : lines) {
                if (line.upstream().equals(turn.upstream())) {
                    continue;
                }
                boolean fits = line.tokens() <= turn.tokens().totalInput()
                        && line.tokens() > turn.tokens().cacheRead();
                if (fits && (longest == null || line.tokens() > longest.tokens())) {
                    longest = line;
                }
            }
            return longest;
        }

        private static void remove(ArrayDeque<WarmPrefix> lines, WarmPrefix line) {
            for (Iterator<WarmPrefix> each = lines.iterator(); each.hasNext(); ) {
                if (each.next().equals(line)) {
                    each.remove();
                    return;
                }
            }
        }

        private static CacheEffect effect(Turn turn, Cost cost, Quote quote, @Nullable WarmPrefix before) {
            long premium = cost.cache().premiumPico();
            if (before == null) {
                return cost.cache().within(premium, null, 0);
            }
            TokenUsage tokens = turn.tokens();
            if (before.upstream().equals(turn.upstream())) {
                long madeGood = before.premiumOf(before.usedBy(tokens.cacheRead()));
                return cost.cache().within(premium - madeGood, null, 0);
            }
            return cost.cache().within(premium, before.upstream(), coldPico(tokens, cost, quote, before));
        }

        /** What the tokens that were warm elsewhere cost here beyond the price of reading them. */
        private static long coldPico(TokenUsage tokens, Cost cost, Quote quote, WarmPrefix before) {
            long uncached = tokens.input() + tokens.cacheCreation();
            long cold = Math.min(before.tokens() - tokens.cacheRead(), uncached);
            if (cold <= 0) {
                return 0;
            }
            long paid = WarmPrefix.share(cost.inputPico() + cost.cacheCreationPico(), cold, uncached);
            return Math.max(0, paid - quote.cacheReadPico(tokens, cold));
        }
    }
}
