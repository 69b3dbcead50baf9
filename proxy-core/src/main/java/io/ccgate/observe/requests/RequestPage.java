package io.ccgate.observe.requests;

import io.ccgate.observe.days.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a list, newest request first.
 *
 * @param lines a JSON object each
 * @param next where to go on; null when nothing older fits
 */
public record RequestPage(List<byte[]> lines, @Nullable Cursor next) {}
