/**
 * References to secrets ({@code ${env:}}, {@code ${file:}}) and the type that keeps a secret out of logs. Nothing here prints one.
 */
@NullMarked
package io.ccgate.config.secret;

import org.jspecify.annotations.NullMarked;
