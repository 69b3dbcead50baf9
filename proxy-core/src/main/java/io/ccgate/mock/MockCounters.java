package io.ccgate.mock;

/**
 * What a {@link MockUpstream} has done so far.
 *
 * @param requests requests read, {@code /mock/...} not counted
 * @param tokensBilled input and output tokens of answers; of a broken one, the part that was sent
 * @param cancelled answers whose client went away before their end
 * @param openConnections connections open now
 */
public record MockCounters(long requests, long tokensBilled, long cancelled, long openConnections) {}
