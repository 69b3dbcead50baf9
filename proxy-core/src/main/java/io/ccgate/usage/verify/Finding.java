package io.ccgate.usage.verify;

import java.time.LocalDate;
import java.util.Locale;

/**
 * Something that a check came upon.
 *
 * @param line number of the line, from 1; 0 when it is about the whole file
 */
public record Finding(Kind kind, String tenantId, LocalDate day, long line, String detail) {
    /** What it is. */
    public enum Kind {
        /** The last line has no end and is no whole record: the next start puts it aside. */
        TORN(false),
        /** The last line is a whole record that lacks its line feed: the next start adds it. */
        UNENDED(false),
        /** Torn records that a start has put aside, in a file beside. */
        PUT_ASIDE(false),
        /** A summary that does not fit its lines: it is not believed, and written anew. */
        STALE_SUMMARY(false),
        /** Lines that retention or somebody deleted; their sums are known. */
        ONLY_SUMS(false),
        /** A line in the middle that is no record. */
        UNREADABLE(true),
        /** Two lines with the same number or of the same request. */
        DOUBLED(true),
        /** A number that no line has. */
        MISSING(true),
        /** A line of another day or tenant. */
        MISPLACED(true),
        /** A line whose parts do not add up. */
        WRONG_SUM(true),
        /** A summary that fits its lines in length but not in what they add up to. */
        WRONG_SUMMARY(true);

        private final boolean problem;

        Kind(boolean problem) {
            this.problem = problem;
        }

        /** Whether records are lost, doubled or wrong; otherwise it is only worth knowing. */
        public boolean problem() {
            return problem;
        }

        /** The name in texts for machines. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean problem() {
        return kind.problem();
    }
}
