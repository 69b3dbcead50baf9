package io.ccgate.usage.journal;

import java.io.IOException;

/** Whether files may be written. */
public interface Leave {
    /** @throws IOException when not now */
    void require() throws IOException;
}
