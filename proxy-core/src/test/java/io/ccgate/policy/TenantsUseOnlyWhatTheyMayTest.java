package io.ccgate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.balance.Given;
import io.ccgate.config.model.Cidr;
import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.model.ModelRule;
import io.ccgate.config.model.OpenAiConfig;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.error.GatewayError;
import io.ccgate.policy.ModelDecision.Allowed;
import io.ccgate.policy.ModelDecision.Denied;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantsUseOnlyWhatTheyMayTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static TenantConfig tenant(
            boolean enabled, List<ModelRule> rules, Optional<Instant> expiresAt, List<Cidr> ips, String... allowed) {
        TenantConfig base = Given.tenant("t");
        return new TenantConfig(
                base.id(),
                base.name(),
                base.keys(),
                enabled,
                Given.patterns(allowed),
                rules,
                base.upstreams(),
                base.limits(),
                expiresAt,
                ips,
                base.createdAt(),
                base.updatedAt());
    }

    private static TenantConfig tenant(String... allowed) {
        return tenant(true, List.of(), Optional.empty(), List.of(), allowed);
    }

    private static OpenAiConfig openai(String defaultModel) {
        return new OpenAiConfig(
                true, Map.of("gpt-4", "claude-sonnet", "gpt-5", "claude-opus"), Optional.of(defaultModel));
    }

    private static Cidr cidr(String network, int prefix) {
        return new Cidr(ip(network), prefix);
    }

    private static InetAddress ip(String text) {
        try {
            return InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(text));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTenantsRewritingComesBeforeTheCheck() {
        List<ModelRule> rules = List.of(
                new ModelRule(new ModelPattern("*haiku*"), "glm-air"), new ModelRule(new ModelPattern("*"), "glm"));
        TenantConfig tenant = tenant(true, rules, Optional.empty(), List.of(), "glm*");
        assertThat(ModelPolicy.decide(tenant, "claude-haiku-4")).isEqualTo(new Allowed("glm-air"));
        assertThat(ModelPolicy.decide(tenant, "claude-opus")).isEqualTo(new Allowed("glm"));
    }

    @Test
    void aDenialNamesTheModelAndWhatIsAllowed() {
        Denied denied = (Denied) ModelPolicy.decide(tenant("claude-*", "glm-4.6"), "gpt-5\n");
        assertThat(denied.error().code()).isEqualTo("model_not_allowed");
        assertThat(denied.error().message())
                .contains("'gpt-5?'", "claude-*, glm-4.6")
                .doesNotContain("\n");
        assertThat(denied.error().status()).isEqualTo(403);
        assertThat(denied.error().clientShouldRetry()).isFalse();
    }

    @Test
    void noAllowedModelsMeansNone() {
        assertThat(((Denied) ModelPolicy.decide(tenant(), "claude-opus"))
                        .error()
                        .code())
                .isEqualTo("no_model_config");
        assertThat(ModelPolicy.decide(tenant(), "")).as("names no model").isEqualTo(new Allowed(""));
    }

    @Test
    void openAiAliasesAndDefault() {
        TenantConfig tenant = tenant("claude-sonnet", "claude-haiku");
        assertThat(ModelPolicy.decide(tenant, "gpt-4", openai("claude-haiku"))).isEqualTo(new Allowed("claude-sonnet"));
        assertThat(ModelPolicy.decide(tenant, "claude-sonnet", openai("claude-haiku")))
                .as("allowed as it is")
                .isEqualTo(new Allowed("claude-sonnet"));
        assertThat(ModelPolicy.decide(tenant, "unheard-of", openai("claude-haiku")))
                .isEqualTo(new Allowed("claude-haiku"));
        assertThat(ModelPolicy.decide(tenant, "", openai("claude-haiku"))).isEqualTo(new Allowed("claude-haiku"));
        assertThat(ModelPolicy.decide(tenant, "gpt-5", openai("claude-haiku")))
                .as("an alias is meant")
                .isInstanceOf(Denied.class);
        assertThat(((Denied) ModelPolicy.decide(tenant, "unheard-of", openai("claude-opus")))
                        .error()
                        .message())
                .contains("unheard-of");
    }

    @Test
    void disabledExpiredAndForeignAddressesAreRefused() {
        InetAddress client = ip("10.1.2.3");
        assertThat(AccessPolicy.refusal(tenant("*"), client, NOW)).isEmpty();
        assertThat(AccessPolicy.refusal(tenant(false, List.of(), Optional.empty(), List.of(), "*"), client, NOW))
                .map(GatewayError::code)
                .hasValue("tenant_disabled");
        assertThat(AccessPolicy.refusal(tenant(true, List.of(), Optional.of(NOW), List.of(), "*"), client, NOW))
                .map(GatewayError::code)
                .hasValue("tenant_expired");
        TenantConfig home =
                tenant(true, List.of(), Optional.of(NOW.plusSeconds(1)), List.of(cidr("10.1.0.0", 16)), "*");
        assertThat(AccessPolicy.refusal(home, client, NOW)).isEmpty();
        assertThat(AccessPolicy.refusal(home, ip("10.2.2.3"), NOW))
                .map(GatewayError::code)
                .hasValue("ip_not_allowed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | 1.1.1.1                      | 203.0.113.9 | a stranger's header is no word",
                "10.0.0.1    | 1.1.1.1, 2.2.2.2             | 2.2.2.2     | the right-most untrusted",
                "10.0.0.1    | 1.1.1.1, 2.2.2.2, 10.0.0.7   | 2.2.2.2     | over a second proxy",
                "10.0.0.1    | 10.0.0.8,10.0.0.7            | 6.6.6.6     | the chain goes on in the line before",
                "10.0.0.1    | 1.1.1.1, unknown             | 10.0.0.1    | nonsense ends the trust",
                "10.0.0.1    | ''                           | 10.0.0.1    | empty",
                "10.0.0.1    | 4.4.4.4:8080                 | 4.4.4.4     | with a port",
                "10.0.0.1    | [2001:db8::1]:99             | 2001:db8:0:0:0:0:0:1 | IPv6 with a port",
                "10.0.0.1    | 2001:db8::2                  | 2001:db8:0:0:0:0:0:2 | IPv6",
                "::ffff:10.0.0.1 | ::ffff:5.5.5.5           | 5.5.5.5     | IPv4 in IPv6"
            })
    void theClientIsWhoTheTrustedProxiesSay(String peer, String forwardedFor, String expected, String why) {
        InetAddress client = ClientAddress.of(ip(peer), List.of("6.6.6.6", forwardedFor), List.of(cidr("10.0.0.0", 8)));
        assertThat(client.getHostAddress()).as(why).isEqualTo(expected);
    }
}
