/**
 * JSON Schema and the Markdown reference, printed from the definitions in {@code file}.
 */
@NullMarked
package io.ccgate.config.schema;

import org.jspecify.annotations.NullMarked;
