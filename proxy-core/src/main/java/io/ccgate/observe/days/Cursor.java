package io.ccgate.observe.days;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Where a reader stands: everything before {@code end} in the file of {@code day}, and all older days, is still to come. Lines that are
 * appended later do not move it.
 *
 * @param end bytes from the file's beginning
 */
public record Cursor(LocalDate day, long end) {
    @Override
    public String toString() {
        return day + "." + end;
    }

    /** @throws IllegalArgumentException when the text is none that {@link #toString} made */
    public static Cursor parse(String text) {
        int dot = text.indexOf('.');
        try {
            long end = Long.parseLong(text.substring(dot + 1));
            if (dot > 0 && end >= 0) {
                return new Cursor(LocalDate.parse(text.substring(0, dot)), end);
            }
        } catch (DateTimeException | NumberFormatException malformed) {
            // Answered below.
        }
        throw new IllegalArgumentException("cursor: not one that this gateway gave out");
    }
}
