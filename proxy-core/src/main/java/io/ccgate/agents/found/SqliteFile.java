package io.ccgate.agents.found;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads whole tables out of a SQLite database, after its file format (https://sqlite.org/fileformat2.html). That is all an import needs,
 * and spares the product a library with native code for every system. It reads no indexes and no write-ahead log.
 */
final class SqliteFile {
    private static final String MAGIC = "SQLite format 3\0";
    private static final int MAX_BYTES = 512 << 20;
    private static final int MAX_DEPTH = 40;
    private static final int LEAF = 0x0d;
    private static final int INTERIOR = 0x05;

    private final ByteBuffer file;
    private final int pageSize;
    private final int usable;
    private final Charset charset;

    private SqliteFile(ByteBuffer file) throws IOException {
        this.file = file;
        int size = file.getShort(16) & 0xffff;
        this.pageSize = size == 1 ? 65536 : size;
        this.usable = pageSize - (file.get(20) & 0xff);
        int encoding = file.getInt(56);
        this.charset = encoding == 2
                ? StandardCharsets.UTF_16LE
                : encoding == 3 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
        if (pageSize < 512 || usable < 480) {
            throw new IOException("a page size that no database has");
        }
    }

    static boolean isOne(byte[] head) {
        return new String(head, 0, Math.min(head.length, MAGIC.length()), StandardCharsets.ISO_8859_1).equals(MAGIC);
    }

    /** @throws IOException when it is no database, or one whose newest part is in a log beside it */
    static SqliteFile open(Path path) throws IOException {
        if (Files.size(path) > MAX_BYTES) {
            throw new IOException(path + " is too large to be read as a whole");
        }
        byte[] bytes = Files.readAllBytes(path);
        if (bytes.length < 512 || !isOne(bytes)) {
            throw new IOException(path + " is no SQLite database");
        }
        Path log = path.resolveSibling(path.getFileName() + "-wal");
        if (Files.exists(log) && Files.size(log) > 0) {
            throw new IOException(path + " is in use (" + log.getFileName()
                    + " holds its newest changes); close the program" + " that uses it, then try again");
        }
        try {
            return new SqliteFile(ByteBuffer.wrap(bytes));
        } catch (IndexOutOfBoundsException broken) {
            throw new IOException(path + " is a broken SQLite database", broken);
        }
    }

    /** All rows of a table by column name, numbers as decimal text; empty when there is no such table. */
    Optional<List<Map<String, String>>> table(String name) throws IOException {
        try {
            for (Row row : rows(1)) {
                if (row.text(0).equals("table") && row.text(1).equals(name)) {
                    List<String> columns = columns(row.text(4));
                    List<Map<String, String>> table = new ArrayList<>();
                    for (Row found : rows(Integer.parseInt(row.text(3)))) {
                        table.add(found.named(columns));
                    }
                    return Optional.of(table);
                }
            }
            return Optional.empty();
        } catch (IndexOutOfBoundsException | IllegalArgumentException broken) {
            throw new IOException("the table " + name + " is broken", broken);
        }
    }

    /** Values as text; null is the empty text. */
    private record Row(long id, List<Optional<String>> values) {
        String text(int index) {
            return index < values.size() ? values.get(index).orElse("") : "";
        }

        Map<String, String> named(List<String> columns) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                // An INTEGER PRIMARY KEY is stored as null: it is the number of the row.
                boolean isId = i < values.size()
                        && values.get(i).isEmpty()
                        && columns.get(i).equals("id");
                row.put(columns.get(i), isId ? Long.toString(id) : text(i));
            }
            return row;
        }
    }

    /** The names in a CREATE TABLE statement. */
    static List<String> columns(String sql) {
        List<String> columns = new ArrayList<>();
        int depth = 0;
        StringBuilder part = new StringBuilder();
        for (char c :
                sql.substring(sql.indexOf('(') + 1, sql.lastIndexOf(')') + 1).toCharArray()) {
            if ((c == ',' || c == ')') && depth == 0) {
                String first = part.toString().strip().split("[\\s(]+", 2)[0].replaceAll("[\"`\\[\\]]", "");
                if (!first.toUpperCase(Locale.ROOT).matches("|PRIMARY|FOREIGN|UNIQUE|CHECK|CONSTRAINT")) {
                    columns.add(first);
                }
                part.setLength(0);
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                part.append(c);
            }
        }
        return columns;
    }

    private List<Row> rows(int page) {
        List<Row> rows = new ArrayList<>();
        walk(page, rows, 0);
        return rows;
    }

    private void walk(int page, List<Row> rows, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("a tree that never ends");
        }
        int start = Math.multiplyExact(page - 1, pageSize);
        int head = page == 1 ? start + 100 : start;
        int kind = file.get(head) & 0xff;
        if (kind != LEAF && kind != INTERIOR) {
            throw new IllegalArgumentException("not a page of a table");
        }
        int cells = file.getShort(head + 3) & 0xffff;
        int pointers = head + (kind == LEAF ? 8 : 12);
        for (int i = 0; i < cells; i++) {
            int cell = start + (file.getShort(pointers + 2 * i) & 0xffff);
            if (kind == LEAF) {
                rows.add(row(new Cursor(file, cell)));
            } else {
                walk(file.getInt(cell), rows, depth + 1);
            }
        }
        if (kind == INTERIOR) {
            walk(file.getInt(head + 8), rows, depth + 1);
        }
    }

    private Row row(Cursor cell) {
        int length = Math.toIntExact(cell.varint());
        long id = cell.varint();
        Cursor payload = new Cursor(ByteBuffer.wrap(payload(cell.at(), length)), 0);
        int headEnd = Math.toIntExact(payload.varint());
        Cursor body = new Cursor(payload.bytes(), headEnd);
        List<Optional<String>> values = new ArrayList<>();
        while (payload.at() < headEnd) {
            values.add(body.value(payload.varint(), charset));
        }
        return new Row(id, values);
    }

    /** What does not fit into its page goes on in a chain of others. */
    private byte[] payload(int at, int length) {
        int max = usable - 35;
        int least = (usable - 12) * 32 / 255 - 23;
        int fit = least + (length - least) % (usable - 4);
        int local = length <= max ? length : fit <= max ? fit : least;
        byte[] bytes = new byte[length];
        file.get(at, bytes, 0, local);
        int done = local;
        int next = local < length ? file.getInt(at + local) : 0;
        while (done < length) {
            int page = Math.multiplyExact(next - 1, pageSize);
            int part = Math.min(usable - 4, length - done);
            file.get(page + 4, bytes, done, part);
            done += part;
            next = file.getInt(page);
        }
        return bytes;
    }

    /** Reads numbers of varying length one after the other. */
    private static final class Cursor {
        private final ByteBuffer bytes;
        private int at;

        Cursor(ByteBuffer bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        int at() {
            return at;
        }

        ByteBuffer bytes() {
            return bytes;
        }

        long varint() {
            long value = 0;
            for (int i = 0; i < 8; i++) {
                byte b = bytes.get(at++);
                value = value << 7 | (b & 0x7f);
                if (b >= 0) {
                    return value;
                }
            }
            return value << 8 | (bytes.get(at++) & 0xff);
        }

        /** A value of a serial type. */
        Optional<String> value(long type, Charset charset) {
            if (type == 0) {
                return Optional.empty();
            }
            if (type == 8 || type == 9) {
                return Optional.of(type == 8 ? "0" : "1");
            }
            if (type == 7) {
                double number = bytes.getDouble(at);
                at += 8;
                return Optional.of(Double.toString(number));
            }
            if (type < 7) {
                int size = type <= 4 ? (int) type : type == 5 ? 6 : 8;
                long number = bytes.get(at);
                for (int i = 1; i < size; i++) {
                    number = number << 8 | (bytes.get(at + i) & 0xff);
                }
                at += size;
                return Optional.of(Long.toString(number));
            }
            byte[] text = new byte[Math.toIntExact((type - 12) / 2)];
            bytes.get(at, text);
            at += text.length;
            return Optional.of(new String(text, charset));
        }
    }
}
