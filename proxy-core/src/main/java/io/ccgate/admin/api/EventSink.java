package io.ccgate.admin.api;

/**
 * One open stream of events. Any thread; never blocks. A listener that does not read fast enough loses events, and is told how
 * many, rather than filling the memory.
 */
public interface EventSink {
    /**
     * @param event its name
     * @param data JSON on one line
     * @return false when it was dropped because the listener is slow or gone
     */
    boolean send(String event, String data);
}
