package io.ccgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ccgate.config.model.LimitsConfig;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.secret.Secret;
import io.ccgate.error.GatewayError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageIsShownToWhomItBelongsTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-01-31");

    private boolean adminEnabled = true;

    @Test
    void aTenantSeesItsOwn() throws IOException {
        assertThat(ask("{\"type\":\"tenant\",\"apiKey\":\"k1\"}")).isEqualTo(new Answer(200, "\"acme today\""));
        assertThat(ask("{\"type\":\"tenant\",\"apiKey\":\"other\"}").status()).isEqualTo(401);
        assertThat(ask("{\"type\":\"tenant\"}").status()).isEqualTo(401);
    }

    @Test
    void theAdministratorSeesAll() throws IOException {
        assertThat(ask("{\"type\":\"admin\",\"username\":\"a\",\"password\":\"b\"}"))
                .isEqualTo(new Answer(200, "\"all today\""));
        assertThat(ask("{\"type\":\"admin\",\"username\":\"a\",\"password\":\"c\"}"))
                .isEqualTo(new Answer(401, "{\"error\":\"wrong username or password\"}"));
        adminEnabled = false;
        assertThat(ask("{\"type\":\"admin\",\"username\":\"a\",\"password\":\"b\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aRangeMayBeNamedInPart() throws IOException {
        String who = "{\"type\":\"tenant\",\"apiKey\":\"k1\",";
        assertThat(ask(who + "\"from\":\"2026-01-01\"}").json())
                .isEqualTo("\"acme Range[from=2026-01-01, to=2026-01-31, groupBy=day, report=usage,"
                        + " orderBy=Optional.empty, offset=0, limit=OptionalInt.empty]\"");
        assertThat(ask(who + "\"groupBy\":\"model\"}").json())
                .isEqualTo("\"acme Range[from=2026-01-31, to=2026-01-31, groupBy=model, report=usage,"
                        + " orderBy=Optional.empty, offset=0, limit=OptionalInt.empty]\"");
        assertThat(ask(who + "\"groupBy\":\"session\",\"orderBy\":\"cost\",\"limit\":10,\"offset\":20}")
                        .json())
                .contains("orderBy=Optional[cost], offset=20, limit=OptionalInt[10]");
        assertThat(ask(who + "\"limit\":-1}"))
                .isEqualTo(new Answer(400, "{\"error\":\"limit must be a whole number, not negative\"}"));
        assertThat(ask(who + "\"from\":\"January\"}"))
                .isEqualTo(new Answer(400, "{\"error\":\"from must be a date such as 2026-01-31\"}"));
        assertThat(ask(who + "\"from\":\"2026-02-01\"}").status()).isEqualTo(400);
        assertThat(ask(who + "\"groupBy\":\"moon\"}"))
                .isEqualTo(new Answer(400, "{\"error\":\"cannot group by moon\"}"));
    }

    @Test
    void whatIsNoQuestionIsRefused() throws IOException {
        assertThat(ask("").status()).isEqualTo(400);
        assertThat(ask("{\"type\":").status()).isEqualTo(400);
        assertThat(ask("[]").status()).isEqualTo(400);
        assertThat(ask("{\"type\":\"root\"}").json()).isEqualTo("{\"error\":\"unknown type; use admin or tenant\"}");
    }

    private Answer ask(String body) throws IOException {
        return new UsageAnswer(new Facts()).answer(body.getBytes(StandardCharsets.UTF_8), TODAY);
    }

    private final class Facts implements UsageFacts {
        @Override
        public boolean adminEnabled() {
            return adminEnabled;
        }

        @Override
        public boolean isAdmin(String username, String password) {
            return username.equals("a") && password.equals("b");
        }

        @Override
        public Optional<TenantConfig> tenantOf(String key) {
            return key.equals("k1") ? Optional.of(acme()) : Optional.empty();
        }

        @Override
        public Optional<GatewayError> refusal(TenantConfig tenant) {
            return Optional.empty();
        }

        @Override
        public String message(GatewayError error) {
            return error.message();
        }

        @Override
        public JsonNode tenantUsage(TenantConfig tenant, Optional<Range> range) {
            if (range.isPresent() && range.get().groupBy().equals("moon")) {
                throw new IllegalArgumentException("cannot group by moon");
            }
            return TextNode.valueOf(
                    tenant.id() + " " + range.map(Range::toString).orElse("today"));
        }

        @Override
        public JsonNode adminUsage(Optional<Range> range) {
            return TextNode.valueOf("all " + range.map(Range::toString).orElse("today"));
        }
    }

    private static TenantConfig acme() {
        return new TenantConfig(
                "acme",
                "Acme",
                List.of(Secret.of("k1")),
                true,
                List.of(),
                List.of(),
                List.of(),
                LimitsConfig.UNLIMITED,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }
}
