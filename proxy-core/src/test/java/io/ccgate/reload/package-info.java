/** Configuration files change under a running gateway. */
@NullMarked
package io.ccgate.reload;

import org.jspecify.annotations.NullMarked;
