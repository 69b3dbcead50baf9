package io.ccgate.usage.query;

import io.ccgate.usage.ledger.Aggregate;
import java.util.List;

/**
 * The groups of a question.
 *
 * @param rows those that were asked for, in the order that was asked for
 * @param count how many there are in all
 * @param total of all of them
 */
public record UsageGroups(List<UsageRow> rows, long count, Aggregate total) {}
