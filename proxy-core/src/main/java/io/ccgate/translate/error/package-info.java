/**
 * What upstreams say when they fail, and how each client protocol is told.
 */
@NullMarked
package io.ccgate.translate.error;

import org.jspecify.annotations.NullMarked;
