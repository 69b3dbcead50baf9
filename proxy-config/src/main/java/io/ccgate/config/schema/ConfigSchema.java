package io.ccgate.config.schema;

import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.shape.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON Schema (2020-12) of a file, for editors that complete and explain. */
public final class ConfigSchema {
    private ConfigSchema() {}

    /** The schema as indented JSON. */
    public static String of(ConfigFile file) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", file.json());
        schema.putAll(file.shape().schema());
        StringBuilder out = new StringBuilder();
        write(schema, "", out);
        return out.append('\n').toString();
    }

    /** The name of the schema file. */
    public static String fileName(ConfigFile file) {
        return file.id() + ".schema.json";
    }

    /**
     * Writes all schemas and the reference anew.
     *
     * @param args the {@code config} folder of the project
     */
    public static void main(String[] args) throws IOException {
        Path config = Path.of(args[0]);
        Files.createDirectories(config.resolve("schema"));
        for (ConfigFile file : ConfigFile.values()) {
            Files.writeString(config.resolve("schema").resolve(fileName(file)), of(file));
        }
        Files.writeString(config.resolve("README.md"), ConfigReference.markdown());
    }

    private static void write(Object value, String indent, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            writeMap(map, indent, out);
        } else if (value instanceof List<?> list) {
            String comma = "[";
            for (Object item : list) {
                out.append(comma);
                write(item, indent, out);
                comma = ", ";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof String text) {
            JsonText.quote(text, out);
        } else {
            out.append(value);
        }
    }

    private static void writeMap(Map<?, ?> map, String indent, StringBuilder out) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        String inner = indent + "  ";
        String comma = "{\n";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(comma).append(inner);
            JsonText.quote((String) entry.getKey(), out);
            out.append(": ");
            write(entry.getValue(), inner, out);
            comma = ",\n";
        }
        out.append('\n').append(indent).append('}');
    }
}
