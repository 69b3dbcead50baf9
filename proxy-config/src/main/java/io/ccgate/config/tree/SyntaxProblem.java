package io.ccgate.config.tree;

/** A text that is no JSON or YAML. Caught inside this package and {@code edit}; never reaches a caller of the loader. */
public final class SyntaxProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String remedy;

    SyntaxProblem(int offset, String problem, String remedy) {
        super(problem, null, false, false);
        this.offset = offset;
        this.remedy = remedy;
    }

    public int offset() {
        return offset;
    }

    public String problem() {
        return String.valueOf(getMessage());
    }

    public String remedy() {
        return remedy;
    }
}
