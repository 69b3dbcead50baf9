/**
 * Brings wishes into the agents' files and out again: a three-way merge of what we wrote last, what stands there now and what should
 * stand there; books of what is ours; backups; locks; undo. Reads and writes files: never call it on an event loop.
 */
@NullMarked
package io.ccgate.agents.apply;

import org.jspecify.annotations.NullMarked;
