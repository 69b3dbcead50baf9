/**
 * Changes one value of a file and nothing else: comments, order, white space and file mode stay.
 */
@NullMarked
package io.ccgate.config.edit;

import org.jspecify.annotations.NullMarked;
