package io.ccgate.admin.api;

/** Something that tells its listeners what happens. */
@FunctionalInterface
public interface EventSource {
    /**
     * Begins to tell. Called on a worker thread when the stream is open; may send at once.
     *
     * @return takes the listener away again; called once, from any thread, and must not block
     */
    Runnable subscribe(EventSink sink);
}
