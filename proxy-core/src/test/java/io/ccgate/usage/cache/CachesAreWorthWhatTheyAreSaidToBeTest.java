package io.ccgate.usage.cache;

import static io.ccgate.usage.Fixtures.NOON;
import static io.ccgate.usage.Fixtures.price;
import static io.ccgate.usage.Fixtures.pricing;
import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.config.model.PricingConfig.UnknownModel;
import io.ccgate.usage.TokenUsage;
import io.ccgate.usage.cache.Turn.Conversation;
import io.ccgate.usage.price.CacheEffect;
import io.ccgate.usage.price.Pricer;
import io.ccgate.usage.price.Quote;
import org.junit.jupiter.api.Test;

/** At $3 a million tokens of input, $3.75 and $6 for writes, $0.30 for reads: a token is 3, 3.75, 6 or 0.3 micro-dollars. */
class CachesAreWorthWhatTheyAreSaidToBeTest {
    private static final Quote QUOTE = new Pricer(
                    pricing(new UnknownModel.Free(), price("*", "3", "15", "3.75", "6", "0.3")))
            .quote(null, "m")
            .orElseThrow();
    private static final long MINUTE = 60_000;

    private final CacheWatch watch = new CacheWatch();
    private long now = NOON.toEpochMilli();

    private CacheEffect turn(String session, String upstream, long input, long written, long read) {
        return turn(session, upstream, new TokenUsage(input, 10, written, 0, read, 0, 0));
    }

    private CacheEffect turn(String session, String upstream, TokenUsage tokens) {
        now += 1000;
        Turn turn = new Turn(new Conversation("t", session, "", "m"), upstream, now, tokens);
        return watch.judged(turn, QUOTE.cost(tokens), QUOTE).cache();
    }

    @Test
    void readsSaveAndWritesHaveAPremium() {
        CacheEffect first = turn("s", "a", 100, 10_000, 0);
        assertThat(first.savedPico()).isZero();
        assertThat(first.premiumPico()).isEqualTo(7_500_000_000L);

        CacheEffect second = turn("s", "a", 100, 0, 10_000);
        assertThat(second.savedPico()).isEqualTo(27_000_000_000L);
        assertThat(second.premiumPico()).isZero();
    }

    @Test
    void aPremiumIsLostUntilSomeoneReadsWhatItBought() {
        assertThat(turn("s", "a", 0, 10_000, 0).unreadPico()).isEqualTo(7_500_000_000L);
        assertThat(turn("s", "a", 0, 2_000, 10_000).unreadPico())
                .as("its own premium, less that of the first")
                .isEqualTo(1_500_000_000L - 7_500_000_000L);
        assertThat(turn("s", "a", 0, 0, 11_000).unreadPico())
                .as("half of what the second wrote")
                .isEqualTo(-750_000_000L);
    }

    @Test
    void aSecondReaderMakesNothingGoodTwice() {
        turn("s", "a", 0, 10_000, 0);
        assertThat(turn("s", "a", 5, 0, 10_000).unreadPico()).isEqualTo(-7_500_000_000L);
        assertThat(turn("s", "a", 9, 0, 10_000).unreadPico()).isZero();
    }

    @Test
    void anotherConversationsReadProvesNothing() {
        turn("s", "a", 0, 10_000, 0);
        assertThat(turn("other", "a", 0, 0, 10_000).unreadPico()).isZero();
    }

    @Test
    void whatTheCacheHasForgottenStaysLost() {
        turn("s", "a", 0, 10_000, 0);
        now += 6 * MINUTE;
        assertThat(turn("s", "a", 0, 0, 10_000).unreadPico()).isZero();
    }

    @Test
    void anHourLongCacheIsRememberedForAnHour() {
        turn("s", "a", new TokenUsage(0, 1, 0, 10_000, 0, 0, 0));
        now += 50 * MINUTE;
        assertThat(turn("s", "a", 0, 0, 10_000).unreadPico()).isEqualTo(-30_000_000_000L);
    }

    @Test
    void aSideCallDoesNotHideTheMainLine() {
        turn("s", "a", 0, 10_000, 0);
        turn("s", "a", 300, 0, 0);
        turn("s", "a", 0, 500, 0);
        assertThat(turn("s", "a", 0, 0, 10_000).unreadPico()).isEqualTo(-7_500_000_000L);
    }

    @Test
    void leavingAWarmCacheHasItsPrice() {
        turn("s", "a", 0, 10_000, 0);
        CacheEffect moved = turn("s", "b", 0, 12_000, 0);

        assertThat(moved.switchedFrom()).isEqualTo("a");
        assertThat(moved.switchPico())
                .as("10,000 tokens written anew at 3.75 that could have been read at 0.3")
                .isEqualTo(34_500_000_000L);
        assertThat(turn("s", "b", 0, 0, 12_000).switchedFrom()).isNull();
    }

    @Test
    void whatIsWarmThereTooCostsNothing() {
        turn("s", "a", 0, 10_000, 0);
        CacheEffect moved = turn("s", "b", 1_000, 0, 10_000);

        assertThat(moved.switchedFrom()).isNull();
        assertThat(moved.switchPico()).isZero();
    }

    @Test
    void neitherAColdCacheNorAShorterConversationIsASwitch() {
        turn("s", "a", 0, 10_000, 0);
        assertThat(turn("s", "b", 500, 0, 0).switchedFrom()).as("a side call").isNull();
        now += 6 * MINUTE;
        assertThat(turn("s", "b", 0, 12_000, 0).switchedFrom())
                .as("nothing was warm any more")
                .isNull();
    }

    @Test
    void manyConversationsCostBoundedMemoryAndTheLatestAreKnown() {
        for (int i = 0; i < 100_000; i++) {
            turn("s" + i, "a", 0, 10, 0);
        }
        assertThat(turn("s99999", "a", 0, 0, 10).unreadPico()).isEqualTo(-7_500_000L);
        assertThat(turn("s1", "a", 0, 0, 10).unreadPico()).isZero();
    }
}
