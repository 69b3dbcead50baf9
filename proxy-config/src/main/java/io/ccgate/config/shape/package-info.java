/**
 * A small language in which the files are defined once: a {@link io.ccgate.config.shape.Key} has a name, a type, a default and a sentence. Reading, complaints about unknown keys, the JSON Schema and the reference all come from the same definition. No reflection.
 */
@NullMarked
package io.ccgate.config.shape;

import org.jspecify.annotations.NullMarked;
