package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.model.Conversation;

/** Reads one client protocol's request. Stateless. */
@FunctionalInterface
public interface RequestReader {
    /** @throws RejectedException if the request cannot be translated, whatever the upstream */
    Conversation read(ObjectNode body, ClientCall call, Losses losses);
}
