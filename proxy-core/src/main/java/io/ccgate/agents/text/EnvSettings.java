package io.ccgate.agents.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Variables, a line each, as {@code .env} files have them: {@code NAME=value}. Of a name that stands twice the last one counts. */
public final class EnvSettings implements SettingsText {
    private final String text;
    private final List<Variable> variables;
    private final ObjectNode tree = Trees.object();

    /** @param from start of the line, {@code to} the end of the value; {@code valueFrom} its start, quotes included */
    private record Variable(String name, String value, int from, int valueFrom, int to) {}

    private EnvSettings(String text) {
        this.text = text;
        this.variables = scan(text);
        variables.forEach(variable -> tree.put(variable.name(), variable.value()));
    }

    public static EnvSettings of(String text) {
        return new EnvSettings(text);
    }

    private static List<Variable> scan(String text) {
        List<Variable> variables = new ArrayList<>();
        int at = text.startsWith("\uFEFF") ? 1 : 0;
        while (at < text.length()) {
            int from = at;
            int name = skipExport(text, skipBlanks(text, from));
            int nameEnd = name;
            while (nameEnd < text.length() && isNamePart(text.charAt(nameEnd))) {
                nameEnd++;
            }
            int equals = skipBlanks(text, nameEnd);
            int end = lineEnd(text, from);
            if (nameEnd > name && equals < end && text.charAt(equals) == '=') {
                int value = Math.min(skipBlanks(text, equals + 1), end);
                int valueEnd = valueEnd(text, value, end);
                String inside = unquoted(text.substring(value, valueEnd));
                variables.add(new Variable(text.substring(name, nameEnd), inside, from, value, valueEnd));
                end = lineEnd(text, valueEnd);
            }
            at = afterLineEnd(text, end);
        }
        return variables;
    }

    /** A quoted value may span lines. */
    private static int valueEnd(String text, int from, int lineEnd) {
        if (from < lineEnd && "'\"`".indexOf(text.charAt(from)) >= 0) {
            int close = text.indexOf(text.charAt(from), from + 1);
            while (close > 0 && text.charAt(close - 1) == '\\') {
                close = text.indexOf(text.charAt(from), close + 1);
            }
            if (close > 0) {
                return close + 1;
            }
        }
        int end = from;
        while (end < lineEnd && text.charAt(end) != '#') {
            end++;
        }
        while (end > from && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
            end--;
        }
        return end;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && "'\"`".indexOf(value.charAt(0)) >= 0
                && value.charAt(value.length() - 1) == value.charAt(0);
        String inside = quoted ? value.substring(1, value.length() - 1) : value;
        return quoted && value.charAt(0) == '"' ? inside.replace("\\n", "\n").replace("\\r", "\r") : inside;
    }

    private static int skipExport(String text, int at) {
        return text.startsWith("export ", at) ? skipBlanks(text, at + "export ".length()) : at;
    }

    private static int skipBlanks(String text, int at) {
        int next = at;
        while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
            next++;
        }
        return next;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
    }

    private static int lineEnd(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private static int afterLineEnd(String text, int at) {
        if (text.startsWith("\r\n", at)) {
            return at + 2;
        }
        return Math.min(at + 1, text.length());
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public JsonNode tree() {
        return tree;
    }

    private Optional<Variable> find(KeyPath path) {
        return variables.stream()
                .filter(variable -> path.length() == 1 && variable.name().equals(path.last()))
                .reduce((earlier, later) -> later);
    }

    @Override
    public Optional<Former> former(KeyPath path) {
        return find(path).map(variable -> new Former(text.substring(variable.valueFrom(), variable.to()), false));
    }

    @Override
    public EnvSettings set(KeyPath path, JsonNode value) throws BrokenFile {
        return put(path, quoted(value.asText()));
    }

    @Override
    public EnvSettings restore(KeyPath path, Former former) throws BrokenFile {
        return put(path, former.text());
    }

    private EnvSettings put(KeyPath path, String value) throws BrokenFile {
        Optional<Variable> found = find(path);
        if (found.isPresent()) {
            Variable variable = found.get();
            return checked(path, text.substring(0, variable.valueFrom()) + value + text.substring(variable.to()));
        }
        String newline = text.contains("\r\n") ? "\r\n" : "\n";
        boolean open = !text.isEmpty() && !text.endsWith("\n") && !text.equals("\uFEFF");
        String line = path.last() + '=' + value;
        return checked(path, open ? text + newline + line : text + line + newline);
    }

    private static String quoted(String value) throws BrokenFile {
        if (value.matches("[A-Za-z0-9_.:/@%+,=?&~-]*")) {
            return value;
        }
        for (char quote : new char[] {'\'', '"', '`'}) {
            if (value.indexOf(quote) < 0 && value.indexOf('\\') < 0) {
                return quote + value + quote;
            }
        }
        throw new BrokenFile(0, 0, "a value with quotes of every kind fits in no .env file", "use a simpler value");
    }

    @Override
    public EnvSettings remove(KeyPath path) throws BrokenFile {
        Optional<Variable> found = find(path);
        if (found.isEmpty()) {
            return this;
        }
        Variable variable = found.get();
        int lineEnd = lineEnd(text, variable.to());
        int from = variable.from();
        int to = afterLineEnd(text, lineEnd);
        if (lineEnd == text.length() && from > 0) {
            // The last line had no end: the end of the line before is taken instead.
            from -= text.startsWith("\r\n", from - 2) ? 2 : 1;
        }
        EnvSettings without = of(text.substring(0, from) + text.substring(to));
        // An earlier line with the same name would come into force now.
        return without.find(path).isPresent() ? without.remove(path) : without.checked(path, without.text);
    }

    private EnvSettings checked(KeyPath path, String after) throws BrokenFile {
        EnvSettings changed = of(after);
        Trees.requireSameBut(path, tree, changed.tree);
        return changed;
    }

    @Override
    public EnvSettings restoreAll(String other) {
        return of(other);
    }
}
