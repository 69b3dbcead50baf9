/**
 * Who changed what, from where, and when: one line for each change, kept beside the usage records. No secret reaches it.
 */
@NullMarked
package io.ccgate.admin.audit;

import org.jspecify.annotations.NullMarked;
