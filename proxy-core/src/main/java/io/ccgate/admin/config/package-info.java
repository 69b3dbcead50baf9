/**
 * Changing the configuration through its files: edits that keep comments and order, whole versions, history and what a change means.
 * The files stay the one truth; the reload does the rest.
 */
@NullMarked
package io.ccgate.admin.config;

import org.jspecify.annotations.NullMarked;
