package io.ccgate.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.balance.Choice.Candidates;
import io.ccgate.balance.Choice.NoCandidate;
import io.ccgate.balance.Choice.Reason;
import io.ccgate.config.model.Agent;
import io.ccgate.config.model.LoadBalancerConfig.Strategy;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.snapshot.ConfigSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WhoMayServeARequestTest {

    private static Scene scene(Given.Upstream... upstreams) {
        return new Scene(Given.snapshot(Given.strategy(Strategy.AVAILABILITY_FIRST), upstreams));
    }

    private static Scene withoutFailover(Given.Upstream... upstreams) {
        return new Scene(Given.snapshot(Given.balancing(Strategy.AVAILABILITY_FIRST, false, true), upstreams));
    }

    @Test
    void configurationDecidesByTenantAgentProtocolAndModel() {
        Scene scene = scene(
                Given.upstream("off").disabled(),
                Given.upstream("codex").agents(Agent.CODEX),
                Given.upstream("gemini").speaks(Protocol.GEMINI),
                Given.upstream("blocked").blocks("CLAUDE-*"),
                Given.upstream("others").allows("gpt-*"),
                Given.upstream("main"),
                Given.upstream("reserve-1"));
        assertThat(scene.order(Scene.request())).isEqualTo("main reserve-1");
        assertThat(scene.order(Scene.request(Given.tenant("x", "reserve-*"), "claude-opus", null)))
                .isEqualTo("reserve-1");
        assertThat(scene.order(Scene.request("", null)))
                .as("no model named")
                .isEqualTo("blocked others main reserve-1");
    }

    @Test
    void theModelIsRewrittenAndEitherNameMayBeAllowed() {
        Scene scene = scene(
                Given.upstream("own").rewrites("claude-*", "glm-4.6").allows("glm-*"),
                Given.upstream("clients").rewrites("claude-*", "kimi").allows("claude-*"),
                Given.upstream("neither").rewrites("claude-*", "qwen").allows("gpt-*"));
        assertThat(scene.candidates(Scene.request()).inOrder())
                .extracting(Candidate::model)
                .containsExactly("glm-4.6", "kimi");
    }

    @Test
    void ofANameThatNobodyListsTheClientsOwnProtocolIsTheBetterBet() {
        Scene scene =
                scene(Given.upstream("translated"), Given.upstream("native").speaks(Protocol.CHAT));
        Selection chat = chat("m", "s");
        assertThat(scene.order(chat)).isEqualTo("native translated");
        scene.balancer.succeeded(scene.candidate("translated", chat), chat);
        assertThat(scene.order(chat)).as("a session does not change that").isEqualTo("native translated");
        Selection any = new Selection(Given.tenant("t"), null, Agent.OTHER, "", null);
        assertThat(scene.order(any)).isEqualTo("translated native");
    }

    @Test
    void amongThoseThatHaveTheModelTheFilesOrderRulesTranslatedOrNot() {
        Scene scene = scene(
                Given.upstream("unlisted").speaks(Protocol.CHAT),
                Given.upstream("maker"),
                Given.upstream("reseller").speaks(Protocol.CHAT).allows("claude-*"),
                Given.upstream("renamed").speaks(Protocol.CHAT).rewrites("claude-opus", "anthropic/claude-opus"));
        Selection chat = chat("claude-opus", "s");
        assertThat(scene.order(chat)).isEqualTo("maker reseller renamed unlisted");
        scene.balancer.succeeded(scene.candidate("renamed", chat), chat);
        assertThat(scene.order(chat)).as("its cache is warm").isEqualTo("renamed maker reseller unlisted");
        scene.balancer.succeeded(scene.candidate("unlisted", chat), chat);
        assertThat(scene.order(chat)).as("no session is bound to a guess").isEqualTo("maker reseller renamed unlisted");
    }

    @Test
    void ofOneProvidersTwoEndpointsAClientGetsTheOneOfItsProtocol() {
        Scene scene = scene(
                Given.upstream("translated").at("https://api.example/anthropic").allows("glm-*"),
                Given.upstream("other").at("https://other.example/anthropic").allows("glm-*"),
                Given.upstream("native")
                        .at("https://api.example/v4")
                        .speaks(Protocol.CHAT)
                        .allows("glm-*"));
        assertThat(scene.order(chat("glm-5", null))).isEqualTo("other native translated");
        assertThat(scene.order(Scene.request("glm-5", null))).isEqualTo("translated other");
    }

    @Test
    void weightsRuleAmongThoseThatHaveTheModelTranslatedOrNot() {
        Scene scene = new Scene(Given.snapshot(
                Given.strategy(Strategy.WEIGHTED_ROUND_ROBIN),
                Given.upstream("maker").weight(1),
                Given.upstream("reseller")
                        .speaks(Protocol.CHAT)
                        .allows("claude-*")
                        .weight(3),
                Given.upstream("unlisted").speaks(Protocol.CHAT).weight(100)));
        List<String> first = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            first.add(scene.first(chat("claude-opus", null)));
        }
        assertThat(first).containsOnly("maker", "reseller");
        assertThat(Collections.frequency(first, "reseller")).isEqualTo(6);
    }

    @Test
    void aListedNameComesBeforeAPossibleOneAndAResellersNameIsNobodys() {
        Scene scene = scene(
                Given.upstream("unlisted").speaks(Protocol.CHAT),
                Given.upstream("claude"),
                Given.upstream("xai").speaks(Protocol.CHAT).allows("grok-*"));
        assertThat(scene.order(chat("grok-4", null))).isEqualTo("xai unlisted claude");
        assertThat(scene.order(chat("anthropic/claude-opus", null))).isEqualTo("unlisted claude");
        assertThat(scene.order(chat("o3-mini", null))).isEqualTo("unlisted claude");
    }

    @Test
    void aGuessIsTheLastResortEvenBehindUpstreamsThatAreOut() {
        Scene scene = scene(
                Given.upstream("guess").speaks(Protocol.CHAT),
                Given.upstream("maker").maxConcurrent(1));
        Selection chat = chat("claude-opus", null);
        Lease lease = scene.balancer.begin(scene.candidate("maker", chat)).orElseThrow();
        assertThat(scene.none(chat).reason()).as("room comes soon").isEqualTo(Reason.ALL_BUSY);
        lease.end(Outcome.ofStatus(503, Duration.ofMinutes(5)));
        assertThat(scene.candidates(chat).lastResort()).isTrue();
        assertThat(scene.order(chat)).isEqualTo("maker guess");
        Scene alone = scene(Given.upstream("guess").speaks(Protocol.CHAT));
        assertThat(alone.order(chat)).isEqualTo("guess");
    }

    private static Selection chat(String model, @Nullable String session) {
        return new Selection(Given.tenant("t"), Protocol.CHAT, Agent.OTHER, model, session);
    }

    @Test
    void theReasonNamesWhatToDo() {
        Scene scene =
                scene(Given.upstream("a").allows("gpt-*"), Given.upstream("off").disabled());
        NoCandidate model = scene.none(Scene.request());
        assertThat(model.reason()).isEqualTo(Reason.NONE_FOR_MODEL);
        assertThat(model.words().english()).contains("claude-opus", "allowedModels");
        assertThat(model.error().status()).isEqualTo(404);
        assertThat(model.error().clientShouldRetry()).isFalse();
        Selection gemini = new Selection(Given.tenant("t"), Protocol.GEMINI, Agent.GEMINI, "m", null);
        assertThat(scene.none(gemini).reason()).isEqualTo(Reason.NONE_FOR_PROTOCOL);
        assertThat(scene.none(Scene.request(Given.tenant("x", "b*"), "m", null)).reason())
                .isEqualTo(Reason.NONE_FOR_TENANT);
        assertThat(scene(Given.upstream("off").disabled()).none(Scene.request()).reason())
                .isEqualTo(Reason.NONE_ENABLED);
        assertThat(scene(Given.upstream("g").agents(Agent.GEMINI))
                        .none(Scene.request())
                        .reason())
                .isEqualTo(Reason.NONE_FOR_AGENT);
    }

    @Test
    void whenAllAreOutTheLeastBadIsTriedFirst() {
        Scene scene = scene(Given.upstream("a"), Given.upstream("b"), Given.upstream("c"));
        scene.attempt("a", Outcome.ofStatus(503, Duration.ofMinutes(5)));
        scene.attempt("b", Outcome.ofStatus(401, null));
        scene.attempt("c", Outcome.ofStatus(429, Duration.ofMinutes(1)));
        Candidates candidates = scene.candidates(Scene.request());
        assertThat(candidates.lastResort()).isTrue();
        assertThat(scene.order(Scene.request())).isEqualTo("b c a");
        scene.attempt("a", Outcome.SERVED);
        assertThat(scene.order(Scene.request())).as("proved wrong").isEqualTo("a");
    }

    @Test
    void withoutFailoverTheAnswerIsWhenToComeBack() {
        Scene scene = withoutFailover(Given.upstream("a"));
        scene.attempt("a", Outcome.ofStatus(503, Duration.ofMillis(4500)));
        NoCandidate none = scene.none(Scene.request());
        assertThat(none.reason()).isEqualTo(Reason.ALL_OUT);
        assertThat(none.error().status()).isEqualTo(503);
        assertThat(none.error().retryAfterSeconds()).hasValue(5);
        assertThat(none.error().clientShouldRetry()).isTrue();
    }

    @Test
    void triedOnesAreLeftOutAndTheRestIsTheLeastBad() {
        Scene scene = scene(Given.upstream("a"), Given.upstream("b"));
        scene.attempt("b", Outcome.ofStatus(503, Duration.ofMinutes(5)));
        assertThat(scene.order(Scene.request())).isEqualTo("a");
        Choice rest = scene.balancer.choose(
                scene.snapshot, Scene.request(), upstream -> !upstream.id().equals("a"));
        assertThat(((Candidates) rest).inOrder().get(0).upstream().id()).isEqualTo("b");
        Choice nothing = scene.balancer.choose(
                scene.snapshot, Scene.request(), upstream -> !Set.of("a", "b").contains(upstream.id()));
        assertThat(((NoCandidate) nothing).reason()).isEqualTo(Reason.NONE_LEFT);
    }

    @Test
    void aFullUpstreamIsPassedOverAndNeverOverfilled() {
        Scene scene =
                scene(Given.upstream("a").maxConcurrent(1), Given.upstream("b").maxConcurrent(1));
        Candidate a = scene.candidate("a");
        Lease first = scene.balancer.begin(a).orElseThrow();
        assertThat(scene.order(Scene.request())).isEqualTo("b");
        assertThat(scene.balancer.begin(a)).as("meanwhile full").isEmpty();
        Lease second = scene.begin("b");
        assertThat(scene.none(Scene.request()).reason()).isEqualTo(Reason.ALL_BUSY);
        first.end(Outcome.SERVED);
        first.end(Outcome.SERVED);
        second.end(Outcome.CANCELLED);
        assertThat(scene.view("a").inFlight()).as("given back once").isZero();
        assertThat(scene.order(Scene.request())).isEqualTo("a b");
    }

    @Test
    void stateOutlivesAReloadButNotItsUpstream() {
        Scene scene = scene(Given.upstream("a"), Given.upstream("b"));
        ConfigSnapshot before = scene.snapshot;
        for (int i = 0; i < 3; i++) {
            scene.attempt("a", Outcome.failed(FailureClass.CONNECT));
        }
        Lease running = scene.begin("b");
        scene.reload(Given.snapshot(Given.strategy(Strategy.AVAILABILITY_FIRST), Given.upstream("a")));
        assertThat(scene.view("a").blacklistedUntil()).isNotNull();
        Choice older = scene.balancer.choose(before, Scene.request(), upstream -> true);
        assertThat(((Candidates) older).inOrder()).hasSize(1);
        assertThat(scene.balancer.unblacklist("b")).as("still running").isTrue();
        running.end(Outcome.SERVED);
        assertThat(scene.balancer.unblacklist("b")).as("forgotten").isFalse();
    }

    @Test
    void aFailedHealthCheckTakesItOutUntilOneSucceeds() {
        Scene scene = scene(Given.upstream("a").checked(), Given.upstream("b"));
        assertThat(scene.balancer.health().dueChecks()).extracting("id").containsExactly("a");
        assertThat(scene.balancer.health().dueChecks()).as("under way").isEmpty();
        scene.balancer.healthy("a", false);
        assertThat(scene.order(Scene.request())).isEqualTo("b");
        assertThat(scene.view("a").healthy()).isFalse();
        assertThat(scene.balancer.health().nanosUntilDue())
                .hasValue(Duration.ofSeconds(30).toNanos());
        scene.pass(Duration.ofSeconds(30));
        assertThat(scene.balancer.health().dueChecks()).hasSize(1);
        scene.balancer.healthy("a", true);
        assertThat(scene.order(Scene.request())).isEqualTo("a b");
        assertThat(scene.events.stream().map(BalanceEvent::type))
                .containsExactly("provider_unhealthy", "provider_healthy");
    }
}
