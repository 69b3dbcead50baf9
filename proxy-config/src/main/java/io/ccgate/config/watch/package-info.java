/**
 * Notices a change on disk, waits until it is over, loads and checks, publishes or keeps the old configuration.
 */
@NullMarked
package io.ccgate.config.watch;

import org.jspecify.annotations.NullMarked;
