/**
 * Whole (JSON) answers: per protocol one reader and one writer.
 */
@NullMarked
package io.ccgate.translate.answer;

import org.jspecify.annotations.NullMarked;
