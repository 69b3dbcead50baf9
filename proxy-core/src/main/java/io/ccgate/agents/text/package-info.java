/**
 * The syntaxes of the agents' settings files: JSON with comments, TOML, variables, and prompts in Markdown. Each reads single values and
 * changes them by replacing as few characters as possible; whatever else stands in the file stays as it is. Pure: texts in, texts out.
 * Which values are changed, and when, is not decided here.
 */
@NullMarked
package io.ccgate.agents.text;

import org.jspecify.annotations.NullMarked;
