package io.ccgate.agents.text;

/** A file whose text cannot be read, or cannot be changed without touching what is not ours. It is left as it is. */
public final class BrokenFile extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String remedy;

    /** @param line from 1; 0 when no line is to blame */
    public BrokenFile(int line, int column, String problem, String remedy) {
        super(problem, null, false, false);
        this.line = line;
        this.column = column;
        this.remedy = remedy;
    }

    public int line() {
        return line;
    }

    public String problem() {
        return String.valueOf(getMessage());
    }

    /** {@code path:line:column: problem; remedy}. */
    public String describe(String file) {
        String place = line > 0 ? file + ':' + line + ':' + column : file;
        return place + ": " + problem() + "; " + remedy;
    }
}
