package io.ccgate.agents.apply;

import io.ccgate.agents.text.BrokenFile;
import io.ccgate.agents.text.EnvSettings;
import io.ccgate.agents.text.JsonSettings;
import io.ccgate.agents.text.PromptSettings;
import io.ccgate.agents.text.SettingsText;
import io.ccgate.agents.text.TomlSettings;
import io.ccgate.agents.wish.Wish;
import io.ccgate.config.tree.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of one file.
 *
 * @param before its bytes; empty: there is no file
 * @param after what they shall be; empty: no file
 * @param record what the books say afterwards
 */
record FilePlan(Optional<byte[]> before, Optional<byte[]> after, FileRecord record, List<Note> notes) {

    /** @param known what the books say; empty for a file that is not ours yet */
    static FilePlan of(
            TargetFile file, String name, Optional<FileRecord> known, List<Wish> wishes, Books books, boolean insist)
            throws IOException, BrokenFile {
        Optional<byte[]> before = file.read();
        FileRecord record = known.orElseGet(() -> FileRecord.fresh(before.isPresent()));
        boolean untouched = before.isPresent() && Digest.of(before.get()).equals(record.written());
        if (wishes.isEmpty() && untouched) {
            if (record.original().filter(FileRecord.NO_FILE::equals).isPresent()) {
                return new FilePlan(before, Optional.empty(), FileRecord.fresh(false), List.of());
            }
            Optional<byte[]> original =
                    record.original().isPresent() ? books.kept(record.original().get()) : Optional.empty();
            if (original.isPresent()) {
                return new FilePlan(before, original, FileRecord.fresh(true), List.of());
            }
        }
        SettingsText text = read(name, before.isPresent() ? decode(before.get()) : "");
        Merge.Result merged = Merge.run(text, record, wishes, insist);
        byte[] bytes = merged.text().text().getBytes(StandardCharsets.UTF_8);
        boolean drop = merged.record().owned().isEmpty()
                && !record.existed()
                && saysNothing(merged.text().text());
        Optional<byte[]> after =
                drop || (before.isEmpty() && bytes.length == 0) ? Optional.empty() : Optional.of(bytes);
        Optional<String> original = record.isNew()
                ? before.map(Digest::of).or(() -> Optional.of(FileRecord.NO_FILE))
                : untouched ? record.original() : Optional.empty();
        FileRecord next = merged.record()
                .with(
                        original,
                        after.map(Digest::of).orElse(""),
                        merged.record().blank());
        return new FilePlan(before, after, next, merged.notes());
    }

    boolean changes() {
        return before.isPresent() != after.isPresent()
                || (before.isPresent() && !Arrays.equals(before.get(), after.orElseThrow()));
    }

    String diff(String file) {
        return LineDiff.of(file, text(before), text(after));
    }

    private static String text(Optional<byte[]> bytes) {
        return bytes.map(content -> new String(content, StandardCharsets.UTF_8)).orElse("");
    }

    private static boolean saysNothing(String text) {
        return text.replaceAll("[{}\\s\uFEFF]", "").isEmpty();
    }

    static SettingsText read(String name, String text) throws BrokenFile {
        if (name.endsWith(".toml")) {
            return TomlSettings.of(text);
        }
        if (name.endsWith(".env")) {
            return EnvSettings.of(text);
        }
        return name.endsWith(".md") ? PromptSettings.of(text) : JsonSettings.of(text);
    }

    private static String decode(byte[] bytes) throws BrokenFile {
        CharBuffer chars = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), chars, true);
        chars.flip();
        if (result.isError()) {
            Source good = new Source("", chars.toString());
            int end = good.text().length();
            throw new BrokenFile(
                    good.line(end), good.column(end), "a byte that is not UTF-8", "save the file as UTF-8");
        }
        return chars.toString();
    }
}
