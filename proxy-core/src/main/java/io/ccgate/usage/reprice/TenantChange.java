package io.ccgate.usage.reprice;

/**
 * What new prices change for one tenant. Amounts are micro-dollars.
 *
 * @param lines records looked at
 * @param changed records that cost something else now
 * @param unpriced records whose model has no price now, or that several upstreams billed; they stay as they are
 * @param before what all of them were charged, earlier corrections included
 */
public record TenantChange(String tenantId, long lines, long changed, long unpriced, long before, long after) {}
