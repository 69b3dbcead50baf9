package io.ccgate.agents.apply;

import java.util.Random;

/** Settings files as people and programs leave them: odd blanks, comments, line ends, nesting. */
final class RandomText {
    private final Random random;
    private final String newline;
    private int names;

    RandomText(long seed) {
        this.random = new Random(seed);
        this.newline = random.nextInt(4) == 0 ? "\r\n" : "\n";
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }

    /** JSON with comments; {@code known} are members that may be there already. */
    String json(String... known) {
        StringBuilder out = new StringBuilder(oneIn(8) ? "\uFEFF" : "");
        if (oneIn(12)) {
            return out.append(pick("", " ", newline, newline + newline)).toString();
        }
        gap(out, true);
        object(out, 0, oneIn(3), known);
        gap(out, true);
        return out.toString();
    }

    private void object(StringBuilder out, int depth, boolean inline, String... known) {
        out.append('{');
        int members = random.nextInt(4);
        boolean trailing = oneIn(6);
        int all = members + known.length;
        for (int i = 0; i < all; i++) {
            space(out, depth + 1, inline);
            if (i < members) {
                out.append('"')
                        .append(pick("k", "größe", "a b", "x\\ty"))
                        .append(names++)
                        .append('"');
            } else {
                out.append('"').append(known[i - members]).append('"');
            }
            out.append(pick(":", ": ", " : "));
            if (i < members) {
                value(out, depth + 1, inline);
            } else {
                object(out, depth + 1, inline || oneIn(3));
            }
            if (i + 1 < all || trailing) {
                out.append(oneIn(9) ? " ," : ",");
                if (!inline && oneIn(8)) {
                    out.append(" // behind it");
                }
            }
        }
        space(out, depth, inline);
        out.append('}');
    }

    private void value(StringBuilder out, int depth, boolean inline) {
        switch (depth > 3 ? random.nextInt(4) : random.nextInt(6)) {
            case 0 -> out.append(random.nextInt(1000));
            case 1 -> out.append(pick("true", "false", "null", "-1.50", "1e3"));
            case 2, 3 ->
                out.append('"')
                        .append(pick("text", "//no comment", "", "\\u00e9\\n", "{"))
                        .append('"');
            case 4 -> object(out, depth, inline || oneIn(3));
            default -> out.append(pick("[]", "[1, 2]", "[ \"a\",  \"b\" ]", "[{}]"));
        }
    }

    private void space(StringBuilder out, int depth, boolean inline) {
        if (inline) {
            out.append(pick("", " ", "  "));
            return;
        }
        if (oneIn(8)) {
            out.append(newline).append("  ".repeat(depth)).append(pick("// a comment", "/* one */"));
        }
        if (oneIn(10)) {
            out.append(newline);
        }
        out.append(newline).append("  ".repeat(depth));
    }

    private void gap(StringBuilder out, boolean comments) {
        if (oneIn(2)) {
            out.append(pick("", newline, comments ? "// note" + newline : "", "  "));
        }
    }

    /** TOML; {@code known} are tables that may be there already. */
    String toml(String... known) {
        StringBuilder out = new StringBuilder(oneIn(8) ? "\uFEFF" : "");
        pairs(out);
        int tables = random.nextInt(4);
        for (int i = 0; i < tables; i++) {
            table(
                    out,
                    oneIn(4) ? "[[list" + names++ + "]]" : "[" + pick("t", "t.\"a b\".c", "\"x.y\".z") + names++ + "]");
        }
        for (String name : known) {
            table(out, "[" + name + ".theirs" + names++ + "]");
        }
        String text = out.toString();
        return oneIn(4) ? text.stripTrailing() : text;
    }

    private void table(StringBuilder out, String header) {
        if (oneIn(3)) {
            out.append(newline);
        }
        if (oneIn(4)) {
            out.append("# about it").append(newline);
        }
        out.append(header).append(oneIn(6) ? "  # here" : "").append(newline);
        pairs(out);
    }

    private void pairs(StringBuilder out) {
        int pairs = random.nextInt(4);
        for (int i = 0; i < pairs; i++) {
            if (oneIn(5)) {
                out.append(pick("# a comment", "", "   ")).append(newline);
            }
            out.append(pick("", "", "  ")).append(pick("k", "d.e", "\"q\".k")).append(names++);
            out.append(pick(" = ", "=", "  =  "))
                    .append(tomlValue())
                    .append(oneIn(6) ? " # behind" : "")
                    .append(newline);
        }
    }

    private String tomlValue() {
        return pick(
                "1",
                "-1_000",
                "0xff",
                "1.5e3",
                "true",
                "1979-05-27T07:32:00Z",
                "07:32:00",
                "\"a # b\"",
                "'C:\\\\x'",
                "\"\\u00e9\\n\"",
                "[1, 2]",
                "[" + newline + "  \"a\", # one" + newline + "  \"b\"," + newline + "]",
                "{ a = 1, b.c = \"[x]\" }",
                "{}",
                "\"\"\"" + newline + "two" + newline + "lines\"\"\"",
                "'''it's'''");
    }

    /** Variables. */
    String env() {
        StringBuilder out = new StringBuilder(oneIn(8) ? "\uFEFF" : "");
        int lines = random.nextInt(6);
        for (int i = 0; i < lines; i++) {
            out.append(pick("A", "export B", "  C", "# D", "E.F-G")).append(names++);
            out.append(pick("=", " = "))
                    .append(pick("x", "'a b'", "\"two" + newline + "lines\"", "", "x # y"))
                    .append(newline);
        }
        String text = out.toString();
        return oneIn(4) ? text.stripTrailing() : text;
    }

    /** Markdown. */
    String markdown() {
        StringBuilder out = new StringBuilder();
        int lines = random.nextInt(5);
        for (int i = 0; i < lines; i++) {
            out.append(pick("# Title", "- do this", "", "  ", "größer")).append(newline);
        }
        String text = out.toString();
        return oneIn(3) ? text.stripTrailing() : text;
    }
}
