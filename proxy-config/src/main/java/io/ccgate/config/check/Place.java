package io.ccgate.config.check;

/**
 * A spot in a file a user can jump to.
 *
 * @param line from 1; 0 for the file as a whole, likewise {@code column}
 * @param literal whether the value stands in the file itself rather than behind a reference
 */
public record Place(String file, int line, int column, String pointer, boolean literal) {

    /** The file as a whole. */
    public static Place ofFile(String file) {
        return new Place(file, 0, 0, "", true);
    }
}
