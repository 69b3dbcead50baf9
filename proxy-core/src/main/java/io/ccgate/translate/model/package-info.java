/**
 * The neutral conversation that every protocol is read into and written from. Immutable values, no behaviour of any one protocol.
 */
@NullMarked
package io.ccgate.translate.model;

import org.jspecify.annotations.NullMarked;
