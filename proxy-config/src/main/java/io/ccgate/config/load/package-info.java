/**
 * From a folder to a {@link io.ccgate.config.model.Config}: find the files, decode, resolve references, read, check. Never throws for a user's mistake.
 */
@NullMarked
package io.ccgate.config.load;

import org.jspecify.annotations.NullMarked;
