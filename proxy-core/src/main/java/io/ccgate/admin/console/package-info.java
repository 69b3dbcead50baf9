/**
 * The console's files out of the jar. The pages are resources below {@code console/}; the build puts libraries there out of
 * WebJars. No data: that is the API's.
 */
@NullMarked
package io.ccgate.admin.console;

import org.jspecify.annotations.NullMarked;
