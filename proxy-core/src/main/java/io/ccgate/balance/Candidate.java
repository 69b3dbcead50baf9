package io.ccgate.balance;

import io.ccgate.config.model.UpstreamConfig;

/**
 * An upstream that may serve a request.
 *
 * @param model what this upstream calls the model, its own rewriting applied
 * @param guess whether nothing says that it has the model: it lists none, and another protocol's inventor makes this one
 * @param state the live counters of the upstream; shared by all snapshots that know its id
 */
public record Candidate(UpstreamConfig upstream, String model, boolean guess, UpstreamState state) {}
