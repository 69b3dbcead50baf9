package io.ccgate.cli.text;

import java.io.IOException;
import java.io.PrintWriter;

/** Numbers in the three forms in which they are read. */
public interface Report {
    /** For eyes. */
    void printTable(PrintWriter out);

    void printJson(PrintWriter out) throws IOException;

    void printCsv(PrintWriter out);
}
