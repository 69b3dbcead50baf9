/**
 * Who is calling: credentials read from a request, tenants found by key, admin sessions. No channel, no body.
 */
@NullMarked
package io.ccgate.auth;

import org.jspecify.annotations.NullMarked;
