package io.ccgate.admin.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.admin.api.AdminRequest;
import io.ccgate.admin.api.Caller;
import java.time.Instant;
import java.util.List;

/**
 * One change, or one login.
 *
 * @param action such as {@code provider.change}
 * @param target what was changed, such as a provider's id; may be empty
 * @param changes what is different now, secrets masked
 */
public record AuditEntry(
        Instant at, String requestId, Caller caller, String action, String target, List<JsonDiff.Change> changes) {

    public static AuditEntry of(
            AdminRequest request, Instant at, String action, String target, List<JsonDiff.Change> changes) {
        return new AuditEntry(at, request.id(), request.caller(), action, target, changes);
    }

    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("at", at.toString());
        node.put("request_id", requestId);
        node.put("who", caller.name());
        node.put("via", caller.via());
        node.put("address", caller.address().getHostAddress());
        node.put("action", action);
        node.put("target", target);
        ArrayNode array = node.putArray("changes");
        changes.forEach(change -> array.add(change.json()));
        return node;
    }
}
