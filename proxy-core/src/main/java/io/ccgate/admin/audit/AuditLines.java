package io.ccgate.admin.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Lines of the audit log, read. A class of its own, so that a starting gateway does not load a JSON library for it. */
final class AuditLines {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AuditLines() {}

    /** A missing node for a line that a power cut has torn. */
    static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException torn) {
            return MAPPER.missingNode();
        }
    }
}
