/**
 * How the administration is served: who calls, from where a call may come, dispatch to a worker, answers and event streams on the
 * wire. Knows no particular route.
 */
@NullMarked
package io.ccgate.admin.serve;

import org.jspecify.annotations.NullMarked;
