/**
 * One client request from first byte to last record: its state, id, time stamps and its single end.
 */
@NullMarked
package io.ccgate.exchange;

import org.jspecify.annotations.NullMarked;
