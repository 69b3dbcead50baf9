/** The vendors' own Java clients, unchanged, through a gateway: what they send is served, what they are told they understand. */
@NullMarked
package io.ccgate.sdk;

import org.jspecify.annotations.NullMarked;
