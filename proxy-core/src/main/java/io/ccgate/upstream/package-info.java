/**
 * Connections to upstreams: pool per event loop, TLS, forward proxies, name resolution. Knows bytes, not tenants.
 */
@NullMarked
package io.ccgate.upstream;

import org.jspecify.annotations.NullMarked;
