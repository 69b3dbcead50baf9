/**
 * Upstreams as the API shows and changes them. A "provider" here is an upstream of {@code upstreams.json}, in the words of CCG
 * Gateway and beside them in the file's own.
 */
@NullMarked
package io.ccgate.admin.provider;

import org.jspecify.annotations.NullMarked;
