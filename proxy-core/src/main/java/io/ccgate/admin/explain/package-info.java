/**
 * Says what the gateway would do with a request and why. Asks the same classes that decide; sends nothing and reserves nothing.
 */
@NullMarked
package io.ccgate.admin.explain;

import org.jspecify.annotations.NullMarked;
