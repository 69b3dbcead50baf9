package io.ccgate.balance;

import io.ccgate.config.model.UpstreamConfig;

/**
 * Where an upstream stands towards one request.
 *
 * @param model what it would be asked for
 * @param place from 1, the first to be tried; 0 when it would not be tried
 */
public record Standpoint(UpstreamConfig upstream, String model, int place, Ground why) {}
