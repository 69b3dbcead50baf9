package io.ccgate.config.schema;

import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.shape.Either;
import io.ccgate.config.shape.Key;
import io.ccgate.config.shape.ListType;
import io.ccgate.config.shape.MapType;
import io.ccgate.config.shape.Mapped;
import io.ccgate.config.shape.Shape;
import io.ccgate.config.shape.Type;
import java.util.List;
import java.util.Map;

/** The reference of all keys, as Markdown. */
public final class ConfigReference {
    private static final String HEAD = """
            # Configuration

            One folder holds everything. A file is JSON with `//` and `/* */` comments and trailing commas, or the same content as
            YAML (`server.yaml`). `ccgate validate` lists every problem at once; a running gateway takes changes over within a
            second and keeps the last good configuration when an edit is in error.

            - **Texts** may hold `${env:NAME}`, `${env:NAME:-default}` and `${file:path}` (relative to this folder, line break at the
              end trimmed). A reference may also stand for a number or a boolean. `$${` is a plain `${`.
            - **Durations** are `"30s"`, `"5m"`, `"1h30m"`, `"7d"`, or a number of milliseconds. **Sizes** are `"256KB"`, `"32MB"`,
              or a number of bytes; 1 KB is 1024 bytes.
            - `null` counts as absent. Keys `$schema`, `_comment` and `x-…` are yours.
            - Keys marked ⟳ take effect when the gateway is started anew, all others at once.

            This file is generated from the definitions that read and check the configuration.
            """;

    private ConfigReference() {}

    /** The whole reference. */
    public static String markdown() {
        StringBuilder out = new StringBuilder(HEAD);
        for (ConfigFile file : ConfigFile.values()) {
            Shape<?> shape = file.shape();
            String text = shape.description();
            out.append("\n## ").append(file.json()).append("\n\n");
            out.append(capitalized(text.substring(text.indexOf(": ") + 2))).append("\n\n");
            out.append("| key | value | default | meaning |\n|---|---|---|---|\n");
            rows(shape, "", out);
        }
        return out.toString();
    }

    private static void rows(Shape<?> shape, String prefix, StringBuilder out) {
        for (Key<?> key : shape.keys()) {
            String path = prefix + key.name();
            out.append("| `").append(path).append('`').append(key.needsRestart() ? " ⟳" : "");
            out.append(" | ").append(cell(key.type().words())).append(" | ").append(fallback(key));
            out.append(" | ").append(cell(key.description())).append(" |\n");
            below(key.type(), path, out);
        }
    }

    private static void below(Type<?> type, String path, StringBuilder out) {
        if (type instanceof Shape<?> shape) {
            rows(shape, path + '.', out);
        } else if (type instanceof ListType<?> list) {
            below(list.item(), path + "[]", out);
        } else if (type instanceof MapType<?> map) {
            below(map.value(), path + ".<" + map.keyWords() + '>', out);
        } else if (type instanceof Mapped<?, ?> mapped) {
            below(mapped.source(), path, out);
        } else if (type instanceof Either<?> either) {
            below(either.object(), path, out);
        }
    }

    private static String fallback(Key<?> key) {
        Object shown = key.shownDefault().orElse("");
        if (key.isRequired()) {
            return "required";
        }
        boolean empty = shown.equals("") || shown instanceof Map || (shown instanceof List<?> list && list.isEmpty());
        return empty ? "" : '`' + String.valueOf(shown) + '`';
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
