package io.ccgate.config.check;

/** Remembers where each record of the configuration was read from. */
public interface Places {

    /**
     * The place of a value below a record, or of the nearest thing above it that stands in a file.
     *
     * @param record the very instance that was read
     * @param path keys and indexes below it
     */
    Place of(Object record, Object... path);

    /** Whether every user of the machine may read a file of the configuration. */
    boolean readableByAll(String file);
}
