package io.ccgate.usage.meter;

/** Steps over the header of a gzip member that comes in pieces (RFC 1952, section 2.3). */
final class GzipHeader {
    /** Bytes after the compressed data: check sum and length. */
    static final int TRAILER = 8;

    private static final int FIXED = 10;
    private static final int FLAGS_AT = 3;
    private static final int HAS_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private enum Part {
        FIXED,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        CHECKSUM,
        COMPLETE,
        BROKEN
    }

    private Part part = Part.FIXED;
    private int flags;
    private int count;
    private int extra;

    void reset() {
        part = Part.FIXED;
        flags = 0;
        count = 0;
        extra = 0;
    }

    boolean complete() {
        return part == Part.COMPLETE;
    }

    boolean broken() {
        return part == Part.BROKEN;
    }

    /** Reads on; returns the first index that is not the header's. */
    int read(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && part != Part.COMPLETE && part != Part.BROKEN) {
            step(bytes[at++] & 0xff);
        }
        return at;
    }

    private void step(int b) {
        switch (part) {
            case FIXED -> {
                boolean magic = switch (count) {
                    case 0 -> b == 0x1f;
                    case 1 -> b == 0x8b;
                    case 2 -> b == 8;
                    default -> true;
                };
                if (!magic) {
                    part = Part.BROKEN;
                    return;
                }
                if (count == FLAGS_AT) {
                    flags = b;
                }
                if (++count == FIXED) {
                    after(Part.FIXED);
                }
            }
            case EXTRA_LENGTH -> {
                extra |= b << (Byte.SIZE * count);
                if (++count == 2) {
                    if (extra == 0) {
                        after(Part.EXTRA);
                    } else {
                        enter(Part.EXTRA);
                    }
                }
            }
            case EXTRA -> {
                if (++count == extra) {
                    after(Part.EXTRA);
                }
            }
            case NAME, COMMENT -> {
                if (b == 0) {
                    after(part);
                }
            }
            case CHECKSUM -> {
                if (++count == 2) {
                    enter(Part.COMPLETE);
                }
            }
            case COMPLETE, BROKEN -> {}
        }
    }

    private void after(Part done) {
        if (done == Part.FIXED && (flags & HAS_EXTRA) != 0) {
            enter(Part.EXTRA_LENGTH);
        } else if (done.compareTo(Part.NAME) < 0 && (flags & HAS_NAME) != 0) {
            enter(Part.NAME);
        } else if (done.compareTo(Part.COMMENT) < 0 && (flags & HAS_COMMENT) != 0) {
            enter(Part.COMMENT);
        } else if ((flags & HAS_CHECKSUM) != 0) {
            enter(Part.CHECKSUM);
        } else {
            enter(Part.COMPLETE);
        }
    }

    private void enter(Part next) {
        part = next;
        count = 0;
    }
}
