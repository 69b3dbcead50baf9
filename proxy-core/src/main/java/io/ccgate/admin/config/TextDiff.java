package io.ccgate.admin.config;

import java.util.ArrayList;
import java.util.List;

/** What differs between two texts, line by line: {@code -} gone, {@code +} new, three unchanged lines around. Pure. */
final class TextDiff {
    private static final int CONTEXT = 3;
    private static final int MOST_COMPARED = 1_500;

    private TextDiff() {}

    /** Empty when they are the same. */
    static String of(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> young = after.lines().toList();
        int start = 0;
        while (start < old.size() && start < young.size() && old.get(start).equals(young.get(start))) {
            start++;
        }
        int oldEnd = old.size();
        int youngEnd = young.size();
        while (oldEnd > start && youngEnd > start && old.get(oldEnd - 1).equals(young.get(youngEnd - 1))) {
            oldEnd--;
            youngEnd--;
        }
        if (start == oldEnd && start == youngEnd) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        old.subList(Math.max(0, start - CONTEXT), start).forEach(line -> lines.add(' ' + line));
        lines.addAll(middle(old.subList(start, oldEnd), young.subList(start, youngEnd)));
        old.subList(oldEnd, Math.min(old.size(), oldEnd + CONTEXT)).forEach(line -> lines.add(' ' + line));
        return String.join("\n", lines);
    }

    /** By the longest common subsequence, unless that would take too long. */
    private static List<String> middle(List<String> old, List<String> young) {
        List<String> lines = new ArrayList<>();
        if (old.size() > MOST_COMPARED || young.size() > MOST_COMPARED) {
            old.forEach(line -> lines.add('-' + line));
            young.forEach(line -> lines.add('+' + line));
            return lines;
        }
        int[][] common = new int[old.size() + 1][young.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = young.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).equals(young.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < old.size() || j < young.size()) {
            if (i < old.size() && j < young.size() && old.get(i).equals(young.get(j))) {
                lines.add(' ' + old.get(i++));
                j++;
            } else if (j >= young.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add('-' + old.get(i++));
            } else {
                lines.add('+' + young.get(j++));
            }
        }
        return lines;
    }
}
