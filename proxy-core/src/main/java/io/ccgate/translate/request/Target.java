package io.ccgate.translate.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.Protocol;
import io.ccgate.translate.model.Conversation;
import io.ccgate.translate.model.Param;
import io.ccgate.translate.model.ToolNames;
import java.util.Map;
import java.util.Set;

/** Where a request goes, and what is lost on the way. One per translated request. */
public record Target(
        Protocol client, String model, ModelTraits traits, ProviderTraits provider, Losses losses, ToolNames names) {

    void drop(Param param) {
        losses.drop(param.path(client));
    }

    /** Accounts for every parameter that the writer did not handle. */
    void dropOthers(Conversation conversation, Set<Param> handled) {
        for (Param param : conversation.params().keySet()) {
            if (!handled.contains(param) && param.loss() == Param.Loss.ANNOUNCED) {
                drop(param);
            }
        }
    }

    /** Copies the parameters that the target knows, under its own names. */
    static void copy(Conversation conversation, ObjectNode out, Map<Param, String> names) {
        names.forEach((param, name) -> {
            JsonNode value = conversation.param(param);
            if (value != null) {
                out.set(name, value);
            }
        });
    }
}
