package io.ccgate.agents.wish;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.agents.text.KeyPath;
import java.nio.file.Path;

/**
 * One value that should stand in a file.
 *
 * @param secret whether it must not be shown
 */
public record Wish(Part part, Path file, KeyPath path, JsonNode value, boolean secret) {
    @Override
    public String toString() {
        return part + " " + path + " in " + file;
    }
}
