/**
 * What the gateway has written down, as the API shows it: requests, events, numbers by day and upstream. Reads; the only thing it can
 * change is to delete.
 */
@NullMarked
package io.ccgate.admin.records;

import org.jspecify.annotations.NullMarked;
