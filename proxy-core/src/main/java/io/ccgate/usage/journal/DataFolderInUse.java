package io.ccgate.usage.journal;

import java.io.IOException;

/** Another gateway uses the data folder; the message names it and says what to do. */
public final class DataFolderInUse extends IOException {
    private static final long serialVersionUID = 1;

    DataFolderInUse(String message) {
        super(message);
    }
}
