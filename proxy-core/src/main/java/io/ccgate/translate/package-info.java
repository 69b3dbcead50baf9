/**
 * The neutral conversation model and the readers and writers of each protocol around it. Pure: no channel.
 */
@NullMarked
package io.ccgate.translate;

import org.jspecify.annotations.NullMarked;
