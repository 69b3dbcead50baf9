package io.ccgate.agents.apply;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.agents.text.Former;
import io.ccgate.agents.wish.Part;
import java.util.Optional;

/**
 * A value that we wrote.
 *
 * @param digest of the value, to see whether it is still ours
 * @param shown the value itself; empty when it is secret
 * @param before what stood there; empty when nothing did
 */
record Owned(Part part, String digest, Optional<JsonNode> shown, Optional<Former> before) {}
