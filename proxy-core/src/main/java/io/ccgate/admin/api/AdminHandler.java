package io.ccgate.admin.api;

import java.io.IOException;

/** Answers one kind of call. On a worker thread; several at a time. */
@FunctionalInterface
public interface AdminHandler {
    /**
     * @throws AdminProblem for everything the caller can do something about
     * @throws IOException when a file cannot be read or written; the caller is told that the gateway failed, no more
     */
    AdminAnswer answer(AdminRequest request) throws IOException;
}
