/**
 * The definition of each configuration file in the words of {@code shape}, and how its values become the records of {@code model}.
 */
@NullMarked
package io.ccgate.config.file;

import org.jspecify.annotations.NullMarked;
