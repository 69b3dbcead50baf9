/** What is left when a gateway dies. */
@NullMarked
package io.ccgate.durability;

import org.jspecify.annotations.NullMarked;
