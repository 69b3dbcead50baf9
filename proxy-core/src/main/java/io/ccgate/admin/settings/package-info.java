/**
 * The settings of CCG Gateway's management page, in its words: what they change is {@code server.json}.
 */
@NullMarked
package io.ccgate.admin.settings;

import org.jspecify.annotations.NullMarked;
