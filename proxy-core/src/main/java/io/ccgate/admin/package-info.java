/**
 * The admin and usage HTTP APIs.
 */
@NullMarked
package io.ccgate.admin;

import org.jspecify.annotations.NullMarked;
