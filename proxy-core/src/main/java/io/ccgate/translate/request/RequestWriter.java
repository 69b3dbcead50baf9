package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.translate.model.Conversation;

/** Writes one upstream protocol's request. Stateless. */
@FunctionalInterface
public interface RequestWriter {
    /** @throws RejectedException if the upstream has nothing like what the client asks for */
    ObjectNode write(Conversation conversation, Target target);
}
