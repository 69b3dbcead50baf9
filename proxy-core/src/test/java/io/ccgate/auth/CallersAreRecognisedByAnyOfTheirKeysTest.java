package io.ccgate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.ccgate.auth.Authentication.Known;
import io.ccgate.auth.Authentication.Unknown;
import io.ccgate.auth.Credentials.Form;
import io.ccgate.auth.Credentials.Presented;
import io.ccgate.balance.Given;
import io.ccgate.config.model.Protocol;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.model.UpstreamConfig.AuthForm;
import io.ccgate.config.secret.Secret;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallersAreRecognisedByAnyOfTheirKeysTest {

    private static HttpHeaders headers(String... namesAndValues) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return headers;
    }

    private static TenantConfig tenant(String id, boolean enabled, String... keys) {
        TenantConfig base = Given.tenant(id);
        return new TenantConfig(
                id,
                id,
                List.of(keys).stream().map(Secret::of).toList(),
                enabled,
                base.allowedModels(),
                base.models(),
                base.upstreams(),
                base.limits(),
                base.expiresAt(),
                base.allowedIPs(),
                base.createdAt(),
                base.updatedAt());
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization,Bearer k1,'',BEARER",
        "authorization,bearer  k1 ,'',BEARER",
        "Authorization,API-Key k1,'',API_KEY",
        "X-Api-Key,k1,'',X_API_KEY",
        "x-goog-api-key,k1,'',X_GOOG_API_KEY",
        "accept,x,beta=true&api_key=k1,QUERY",
        "accept,x,key=k%31&alt=sse,QUERY"
    })
    void everyFormIsRead(String name, String value, String query, Form form) {
        assertThat(Credentials.of(headers(name, value), query).presented())
                .containsExactly(new Presented(form, Secret.of("k1")));
    }

    @Test
    void severalKeysAreTriedInOrderAndEqualOnesOnce() {
        Credentials credentials = Credentials.of(
                headers("x-goog-api-key", "same", "x-api-key", "other", "authorization", "Bearer same"), "key=same");
        assertThat(credentials.presented()).extracting(Presented::form).containsExactly(Form.BEARER, Form.X_API_KEY);
        assertThat(credentials.toString()).doesNotContain("same", "other");
    }

    @Test
    void otherSchemesAndEmptyValuesAreNoKeys() {
        assertThat(Credentials.of(headers("authorization", "Basic abc", "x-api-key", ""), "key=&key=%zz")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void tenantsAreFoundByPlainAndHashedKeys() {
        TenantIndex index = TenantIndex.of(List.of(
                tenant("plain", true, "k1", "k2"),
                // SHA-256 of "hello"
                tenant("hashed", true, "sha256:2CF24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"),
                tenant("off", false, "k-off")));
        assertThat(index.find("k2")).extracting("id").isEqualTo("plain");
        assertThat(index.find("hello")).extracting("id").isEqualTo("hashed");
        assertThat(index.find("sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"))
                .as("the hash is not a key")
                .isNull();

        Known second = (Known)
                index.authenticate(Credentials.of(headers("authorization", "Bearer stale", "x-api-key", "k1"), ""));
        assertThat(second.tenant().id()).isEqualTo("plain");
        assertThat(second.form()).isEqualTo(Form.X_API_KEY);
        Known enabled = (Known)
                index.authenticate(Credentials.of(headers("authorization", "Bearer k-off", "x-api-key", "k1"), ""));
        assertThat(enabled.tenant().id()).isEqualTo("plain");
        Known off = (Known) index.authenticate(Credentials.of(headers("x-api-key", "k-off"), ""));
        assertThat(off.tenant().enabled()).isFalse();
    }

    @Test
    void missingAndWrongKeysAreToldApartAndNotRepeated() {
        TenantIndex index = TenantIndex.of(List.of(tenant("t", true, "k1")));
        Unknown missing = (Unknown) index.authenticate(Credentials.of(headers(), ""));
        Unknown wrong = (Unknown) index.authenticate(Credentials.of(headers("x-api-key", "sk-secret"), ""));
        assertThat(missing.error().code()).isEqualTo("missing_auth");
        assertThat(wrong.error().code()).isEqualTo("invalid_key");
        assertThat(wrong.error().status()).isEqualTo(401);
        assertThat(wrong.error().clientShouldRetry()).isFalse();
        assertThat(wrong.error().message()).doesNotContain("sk-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "AS_CLIENT,ANTHROPIC,BEARER,authorization,Bearer k", "AS_CLIENT,ANTHROPIC,X_API_KEY,x-api-key,k",
        "AS_CLIENT,ANTHROPIC,QUERY,x-api-key,k", "AS_CLIENT,ANTHROPIC,X_GOOG_API_KEY,x-api-key,k",
        "AS_CLIENT,CHAT,X_API_KEY,authorization,Bearer k", "AS_CLIENT,RESPONSES,BEARER,authorization,Bearer k",
        "AS_CLIENT,GEMINI,BEARER,x-goog-api-key,k", "BEARER,GEMINI,QUERY,authorization,Bearer k",
        "X_API_KEY,CHAT,BEARER,x-api-key,k", "X_GOOG_API_KEY,ANTHROPIC,BEARER,x-goog-api-key,k"
    })
    void theUpstreamGetsItsKeyInAFormItKnows(
            AuthForm configured, Protocol upstream, Form client, String header, String value) {
        UpstreamCredential credential = UpstreamCredential.of(configured, upstream, client);
        assertThat(credential.header().toString()).isEqualTo(header);
        assertThat(credential.value(Secret.of("k"))).isEqualTo(value);
    }
}
