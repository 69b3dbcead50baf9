package io.ccgate.config.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Replaces references to environment variables, <code>$&#123;env:NAME&#125;</code> and
 * <code>$&#123;env:NAME:-default&#125;</code>, and to files, <code>$&#123;file:path&#125;</code>, in texts. A doubled
 * dollar sign before the brace keeps the text as it is. References do not nest. Not thread-safe: one load, one thread.
 */
public final class References {
    private static final int MAX_FILE_BYTES = 64 * 1024;

    private final Path folder;
    private final Function<String, @Nullable String> environment;
    private final Map<Path, byte[]> files;
    private final boolean variables;

    /** @param folder where relative paths start */
    public References(Path folder, Function<String, @Nullable String> environment) {
        this(folder, environment, new TreeMap<>(), true);
    }

    private References(
            Path folder, Function<String, @Nullable String> environment, Map<Path, byte[]> files, boolean variables) {
        this.folder = folder;
        this.environment = environment;
        this.files = files;
        this.variables = variables;
    }

    /** The same, but references to variables stay as they are. Files that are read count as read by both. */
    public References filesOnly() {
        return new References(folder, environment, files, false);
    }

    /** A reference that leads nowhere. The message never holds a value. */
    public static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;
        private final String remedy;

        Broken(String problem, String remedy) {
            super(problem, null, false, false);
            this.remedy = remedy;
        }

        public String problem() {
            return String.valueOf(getMessage());
        }

        public String remedy() {
            return remedy;
        }
    }

    /** Whether {@link #resolve} would change the text. */
    public static boolean occurIn(String text) {
        return text.contains("${env:") || text.contains("${file:");
    }

    /** The text with its references replaced. */
    public String resolve(String text) throws Broken {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf("${", at);
            if (open < 0) {
                break;
            }
            if (open > at && text.charAt(open - 1) == '$') {
                out.append(text, at, open - 1).append("${");
                at = open + 2;
            } else if ((variables && text.startsWith("env:", open + 2)) || text.startsWith("file:", open + 2)) {
                out.append(text, at, open);
                int close = text.indexOf('}', open);
                if (close < 0) {
                    throw new Broken("the reference ${… is never closed", "close it with '}'");
                }
                out.append(value(text.substring(open + 2, close)));
                at = close + 1;
            } else {
                out.append(text, at, open + 2);
                at = open + 2;
            }
        }
        return out.append(text, Math.min(at, text.length()), text.length()).toString();
    }

    /** The files that were read, or should have been, in a fixed order, with what they held; empty if unreadable. */
    public Map<Path, byte[]> files() {
        return Collections.unmodifiableMap(files);
    }

    private String value(String reference) throws Broken {
        return reference.startsWith("env:")
                ? variable(reference.substring("env:".length()))
                : content(reference.substring("file:".length()));
    }

    private String variable(String expression) throws Broken {
        int dash = expression.indexOf(":-");
        String name = dash < 0 ? expression : expression.substring(0, dash);
        if (name.isBlank()) {
            throw new Broken("the reference names no variable", "write ${env:NAME}");
        }
        String value = environment.apply(name);
        // As in a shell, ":-" also stands in for an empty variable.
        if (dash >= 0) {
            return value == null || value.isEmpty() ? expression.substring(dash + 2) : value;
        }
        if (value == null) {
            throw new Broken(
                    "the environment variable " + name + " is not set",
                    "set it, or write ${env:" + name + ":-default}");
        }
        return value;
    }

    private String content(String name) throws Broken {
        Path file;
        try {
            file = folder.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new Broken("not a path in ${file:…}", "write ${file:path}, relative to the configuration folder");
        }
        files.put(file, new byte[0]);
        if (name.isBlank() || !Files.isRegularFile(file)) {
            throw new Broken("the file " + file + " does not exist", "create it, or correct the path in ${file:…}");
        }
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new Broken("the file " + file + " is larger than 64 KB", "point ${file:…} at a smaller file");
            }
            byte[] bytes = Files.readAllBytes(file);
            files.put(file, bytes);
            return trimmed(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new Broken("the file " + file + " is not UTF-8", "save it as UTF-8 text");
        } catch (IOException e) {
            throw new Broken("the file " + file + " cannot be read", "let the gateway's user read it");
        }
    }

    /** Editors end files with a line break that no secret has. */
    private static String trimmed(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }
}
