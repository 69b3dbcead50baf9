/**
 * The console's files out of the jar. The pages are resources below {@code console/}; libraries are put into {@code console/lib} out of WebJars by the build. No
 * data: that is the API's.
 */
@NullMarked
package io.ccgate.admin.console;

import org.jspecify.annotations.NullMarked;
