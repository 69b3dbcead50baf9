package io.ccgate.admin.config;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.ccgate.config.mask.Mask;
import io.ccgate.config.model.Cidr;
import io.ccgate.config.model.Config;
import io.ccgate.config.model.ModelPattern;
import io.ccgate.config.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A configuration as it works: every default applied, every reference resolved, secrets masked. Two files that are written differently
 * and mean the same are the same here. Pure.
 */
final class EffectiveConfig {
    private static final ObjectMapper MAPPER = mapper();

    private EffectiveConfig() {}

    static JsonNode of(Config config) {
        return MAPPER.valueToTree(config);
    }

    /** How a value that is no record is written. */
    @FunctionalInterface
    private interface Writer<T> {
        void write(T value, JsonGenerator out) throws IOException;
    }

    private static ObjectMapper mapper() {
        SimpleModule module = new SimpleModule();
        add(module, Secret.class, (secret, out) -> out.writeString(Mask.of(secret.reveal())));
        add(module, Duration.class, (duration, out) -> out.writeString(text(duration)));
        add(module, Instant.class, (instant, out) -> out.writeString(instant.toString()));
        add(module, ZoneId.class, (zone, out) -> out.writeString(zone.getId()));
        add(module, URI.class, (uri, out) -> out.writeString(uri.toString()));
        add(module, Path.class, (path, out) -> out.writeString(path.toString()));
        add(module, Cidr.class, (cidr, out) -> out.writeString(cidr.toString()));
        add(module, ModelPattern.class, (pattern, out) -> out.writeString(pattern.text()));
        add(module, Optional.class, (optional, out) -> {
            if (optional.isPresent()) {
                out.writePOJO(optional.get());
            } else {
                out.writeNull();
            }
        });
        add(module, OptionalLong.class, (optional, out) -> {
            if (optional.isPresent()) {
                out.writeNumber(optional.getAsLong());
            } else {
                out.writeNull();
            }
        });
        return JsonMapper.builder()
                .visibility(PropertyAccessor.ALL, JsonAutoDetect.Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .addModule(module)
                .build();
    }

    private static <T> void add(SimpleModule module, Class<T> type, Writer<T> writer) {
        module.addSerializer(type, new JsonSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                writer.write(value, out);
            }
        });
    }

    private static String text(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
