package io.ccgate.agents.wish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.agents.text.Trees;
import io.ccgate.config.model.Agent;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of a profile's secrets leaves the gateway: for those who may have them the values of the variables; for all others names
 * of variables, also in place of secrets that somebody wrote out.
 */
public final class SecretMask {
    private static final Pattern SECRET_NAME =
            Pattern.compile(".*(TOKEN|KEY|SECRET|PASSWORD|PASSWD|AUTH|CREDENTIAL|COOKIE).*", Pattern.CASE_INSENSITIVE);

    private static final List<String> PLACES = List.of("env", "headers", "http_headers");
    private static final String STARS = "***";

    private SecretMask() {}

    /** Without any secret. */
    public static Profile withoutSecrets(Profile profile) {
        return changed(profile, server -> hidden(server.name(), server.definition()), SecretMask::hiddenSettings);
    }

    /** With the gateway's own values for the variables it has. */
    public static Profile withSecrets(Profile profile, Function<String, @Nullable String> environment) {
        return changed(
                profile,
                server -> Variables.resolve(Trees.parse(server.definition()), environment)
                        .toString(),
                json -> Variables.resolve(Trees.parse(json), environment).toString());
    }

    private static Profile changed(
            Profile profile, Function<Profile.Server, String> ofServer, Function<String, String> ofSettings) {
        Map<Agent, String> settings = new EnumMap<>(Agent.class);
        profile.settings().forEach((agent, json) -> settings.put(agent, ofSettings.apply(json)));
        return new Profile(
                profile.endpoint(),
                settings,
                profile.servers().stream()
                        .map(server -> new Profile.Server(server.name(), ofServer.apply(server), server.agents()))
                        .toList(),
                profile.prompts());
    }

    private static String hidden(String server, String definition) {
        ObjectNode tree = (ObjectNode) Trees.parse(definition);
        hide(tree.get("env"), name -> name);
        String prefix = server.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
        for (String headers : new String[] {"headers", "http_headers"}) {
            hide(
                    tree.get(headers),
                    name -> prefix + "_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_"));
        }
        return tree.toString();
    }

    private static String hiddenSettings(String json) {
        JsonNode tree = Trees.parse(json);
        hide(tree.get("env"), name -> name);
        return tree.toString();
    }

    private static void hide(@Nullable JsonNode members, Function<String, String> variable) {
        if (members instanceof ObjectNode object) {
            object.properties().forEach(member -> {
                String value = member.getValue().asText();
                if (isSecret(member.getKey(), value)) {
                    String scheme = value.regionMatches(true, 0, "Bearer ", 0, 7) ? "Bearer " : "";
                    object.put(member.getKey(), scheme + "${env:" + variable.apply(member.getKey()) + "}");
                }
            });
        }
    }

    /** A definition as it is shown: with stars in place of secrets that somebody wrote out. */
    public static JsonNode masked(JsonNode definition) {
        JsonNode out = definition.deepCopy();
        for (String place : PLACES) {
            if (out.get(place) instanceof ObjectNode members) {
                members.properties().forEach(member -> {
                    if (isSecret(member.getKey(), member.getValue().asText())) {
                        members.put(member.getKey(), STARS);
                    }
                });
            }
        }
        return out;
    }

    /** A changed definition with the secrets that were shown as stars put back. */
    public static JsonNode unmasked(JsonNode changed, JsonNode before) {
        JsonNode out = changed.deepCopy();
        for (String place : PLACES) {
            if (out.get(place) instanceof ObjectNode members) {
                members.properties().forEach(member -> {
                    JsonNode was = before.path(place).path(member.getKey());
                    if (member.getValue().asText().equals(STARS) && was.isTextual()) {
                        members.set(member.getKey(), was);
                    }
                });
            }
        }
        return out;
    }

    private static boolean isSecret(String name, String value) {
        return SECRET_NAME.matcher(name).matches() && !Variables.occurIn(value);
    }
}
