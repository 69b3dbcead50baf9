/**
 * The console's files out of the jar. The pages themselves are resources below {@code console/}; libraries come from WebJars. No
 * data: that is the API's.
 */
@NullMarked
package io.ccgate.admin.console;

import org.jspecify.annotations.NullMarked;
