/**
 * Requests: per protocol one reader into the neutral conversation and one writer out of it.
 */
@NullMarked
package io.ccgate.translate.request;

import org.jspecify.annotations.NullMarked;
