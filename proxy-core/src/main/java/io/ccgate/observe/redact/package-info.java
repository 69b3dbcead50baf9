/**
 * Keeps secrets out of what is written down or shown: by the value of every secret the gateway knows, and by the name of headers and
 * parameters that carry one. Pure; bytes in, bytes out.
 */
@NullMarked
package io.ccgate.observe.redact;

import org.jspecify.annotations.NullMarked;
