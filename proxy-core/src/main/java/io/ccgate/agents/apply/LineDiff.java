package io.ccgate.agents.apply;

import java.util.ArrayList;
import java.util.List;

/** The difference of two texts, a line each, as {@code diff -u} puts it. */
final class LineDiff {
    private static final int CONTEXT = 3;
    /** Beyond it, what changed is shown as a whole: such a diff is for no reader. */
    private static final long MAX_CELLS = 4_000_000;

    private final List<String> before;
    private final List<String> after;
    private final List<String> lines = new ArrayList<>();

    private LineDiff(List<String> before, List<String> after) {
        this.before = before;
        this.after = after;
    }

    /** Empty when nothing differs. */
    static String of(String file, String before, String after) {
        if (before.equals(after)) {
            return "";
        }
        LineDiff diff = new LineDiff(split(before), split(after));
        diff.run();
        StringBuilder out = new StringBuilder("--- " + file + "\n+++ " + file + "\n");
        diff.hunks(out);
        return out.toString();
    }

    private static List<String> split(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.replace("\r\n", "\n").replaceFirst("\n$", "").split("\n", -1));
    }

    private void run() {
        int head = 0;
        int least = Math.min(before.size(), after.size());
        while (head < least && before.get(head).equals(after.get(head))) {
            lines.add(" " + before.get(head++));
        }
        int tail = 0;
        while (tail < least - head && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
        before.subList(before.size() - tail, before.size()).forEach(line -> lines.add(" " + line));
    }

    private void middle(List<String> old, List<String> fresh) {
        if ((long) old.size() * fresh.size() > MAX_CELLS) {
            old.forEach(line -> lines.add("-" + line));
            fresh.forEach(line -> lines.add("+" + line));
            return;
        }
        int[][] common = new int[old.size() + 1][fresh.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = fresh.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(fresh.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < old.size() || j < fresh.size()) {
            if (i < old.size() && j < fresh.size() && old.get(i).equals(fresh.get(j))) {
                lines.add(" " + old.get(i++));
                j++;
            } else if (i < old.size() && (j == fresh.size() || common[i + 1][j] >= common[i][j + 1])) {
                lines.add("-" + old.get(i++));
            } else {
                lines.add("+" + fresh.get(j++));
            }
        }
    }

    /** Only what is near a change. */
    private void hunks(StringBuilder out) {
        int shown = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (nearChange(i)) {
                if (shown != i - 1 || shown < 0) {
                    out.append("@@ line ").append(lineBefore(i)).append(" @@\n");
                }
                out.append(lines.get(i)).append('\n');
                shown = i;
            }
        }
    }

    private boolean nearChange(int index) {
        for (int i = Math.max(0, index - CONTEXT); i <= Math.min(lines.size() - 1, index + CONTEXT); i++) {
            if (lines.get(i).charAt(0) != ' ') {
                return true;
            }
        }
        return false;
    }

    private long lineBefore(int index) {
        return 1
                + lines.subList(0, index).stream()
                        .filter(line -> line.charAt(0) != '+')
                        .count();
    }
}
