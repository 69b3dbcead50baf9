/** What the gateway promises, proved through real sockets: one promise a class. */
@NullMarked
package io.ccgate.behaviour;

import org.jspecify.annotations.NullMarked;
