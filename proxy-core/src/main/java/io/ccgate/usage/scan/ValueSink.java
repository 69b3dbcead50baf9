package io.ccgate.usage.scan;

/** Takes the values that a {@link JsonScanner} finds. The array is the scanner's own and changes after the call. */
public interface ValueSink {
    /** An object or array began at a place that is a field itself. */
    default void begun(int field) {}

    /** A number, true, false or null, or (field {@link Shape#NO_FIELD}) a bare word where the document should be. */
    void scalar(int field, byte[] token, int length);

    /**
     * A string ended.
     *
     * @param token its first bytes as they stand, escapes included
     * @param length how many of them were kept
     * @param total length of the whole string in bytes
     * @return whether the rest of the document is of interest
     */
    boolean text(int field, byte[] token, int length, long total);
}
