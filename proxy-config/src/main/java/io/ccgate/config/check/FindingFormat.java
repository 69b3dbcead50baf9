package io.ccgate.config.check;

import io.ccgate.config.check.Finding.Severity;
import java.util.List;

/** How findings are printed. */
public enum FindingFormat {
    /** Errors first, then warnings, one a line. */
    TEXT {
        @Override
        public String render(List<Finding> findings) {
            StringBuilder out = new StringBuilder();
            section(findings, Severity.ERROR, "error", out);
            section(findings, Severity.WARNING, "warning", out);
            return out.toString();
        }
    },
    /** {@code {"errors":[…],"warnings":[…]}}, each with severity, file, line, column, pointer, problem and remedy. */
    JSON {
        @Override
        public String render(List<Finding> findings) {
            StringBuilder out = new StringBuilder("{\"errors\":[");
            array(findings, Severity.ERROR, out);
            out.append("],\"warnings\":[");
            array(findings, Severity.WARNING, out);
            return out.append("]}").append('\n').toString();
        }
    };

    /** All findings; ends with a line break unless there are none to print. */
    public abstract String render(List<Finding> findings);

    /** {@code file:line:column pointer: problem; remedy}; what a finding has no use for is left out. */
    public static String line(Finding finding) {
        StringBuilder out = new StringBuilder(finding.file());
        if (finding.line() > 0) {
            out.append(':').append(finding.line()).append(':').append(finding.column());
        }
        if (!finding.pointer().isEmpty()) {
            out.append(' ').append(finding.pointer());
        }
        return out.append(": ")
                .append(finding.problem())
                .append("; ")
                .append(finding.remedy())
                .toString();
    }

    private static void section(List<Finding> findings, Severity severity, String word, StringBuilder out) {
        List<Finding> chosen = findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
        if (!chosen.isEmpty()) {
            out.append(chosen.size())
                    .append(' ')
                    .append(word)
                    .append(chosen.size() == 1 ? "" : "s")
                    .append(":\n");
            chosen.forEach(finding -> out.append("  ").append(line(finding)).append('\n'));
        }
    }

    private static void array(List<Finding> findings, Severity severity, StringBuilder out) {
        String comma = "";
        for (Finding finding : findings) {
            if (finding.severity() == severity) {
                out.append(comma).append("{\"severity\":\"").append(severity == Severity.ERROR ? "error" : "warning");
                out.append("\",\"file\":").append(quoted(finding.file()));
                out.append(",\"line\":").append(finding.line());
                out.append(",\"column\":").append(finding.column());
                out.append(",\"pointer\":").append(quoted(finding.pointer()));
                out.append(",\"problem\":").append(quoted(finding.problem()));
                out.append(",\"remedy\":").append(quoted(finding.remedy())).append('}');
                comma = ",";
            }
        }
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
