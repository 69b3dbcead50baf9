/** Clients of one protocol at upstreams of another, through sockets: an application sees what it would see at home. */
@NullMarked
package io.ccgate.translated;

import org.jspecify.annotations.NullMarked;
