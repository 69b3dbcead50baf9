/**
 * Tenants as the API shows and changes them: keys, limits and raises in {@code tenants.json}.
 */
@NullMarked
package io.ccgate.admin.tenant;

import org.jspecify.annotations.NullMarked;
