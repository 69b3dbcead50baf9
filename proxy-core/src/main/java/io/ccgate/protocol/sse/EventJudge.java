package io.ccgate.protocol.sse;

/** Knows one protocol's events. Stateless. */
public interface EventJudge {
    /**
     * Whether an event of this name is preamble, whatever its data: such data is not even kept.
     *
     * @param name of the {@code event:} line; empty when there was none
     */
    boolean isPreamble(String name);

    /**
     * Judges an event.
     *
     * @param name of the {@code event:} line; empty when there was none
     * @param data its {@code data:} lines, joined; not empty
     */
    Judgement judge(String name, byte[] data);
}
