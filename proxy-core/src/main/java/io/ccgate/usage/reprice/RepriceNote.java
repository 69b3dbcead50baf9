package io.ccgate.usage.reprice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.ModelPattern;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a {@link RepriceVisit} and a {@link RepriceDesk} write to each other, as JSON in files that appear whole. */
final class RepriceNote {
    static final String ASKED = ".asked";
    static final String BEGUN = ".begun";
    static final String ANSWER = ".answer";

    private static final ObjectMapper JSON = new ObjectMapper();

    private RepriceNote() {}

    static Path folder(Path dataFolder) {
        return dataFolder.resolve("reprice");
    }

    /** @param prices digest of the price table that the asker sees */
    record Question(RepriceScope scope, String prices) {}

    static ObjectNode of(Question question) {
        RepriceScope scope = question.scope();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        scope.tenant().ifPresent(tenant -> node.put("tenant", tenant));
        node.put("from", scope.from().toString()).put("to", scope.to().toString());
        scope.model().ifPresent(model -> node.put("model", model.text()));
        scope.priceVersion().ifPresent(version -> node.put("priceVersion", version));
        return node.put("currentMultipliers", scope.currentMultipliers()).put("prices", question.prices());
    }

    static Question question(Path file) throws IOException {
        JsonNode node = JSON.readTree(file.toFile());
        try {
            return new Question(
                    new RepriceScope(
                            text(node, "tenant"),
                            LocalDate.parse(node.path("from").asText()),
                            LocalDate.parse(node.path("to").asText()),
                            text(node, "model").map(ModelPattern::new),
                            text(node, "priceVersion"),
                            node.path("currentMultipliers").asBoolean()),
                    node.path("prices").asText());
        } catch (DateTimeException malformed) {
            throw new IOException("not understood: " + malformed.getMessage(), malformed);
        }
    }

    private static Optional<String> text(JsonNode node, String name) {
        return node.path(name).isTextual() ? Optional.of(node.path(name).textValue()) : Optional.empty();
    }

    static ObjectNode of(List<TenantChange> changes) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode all = node.putArray("changes");
        for (TenantChange change : changes) {
            all.addObject()
                    .put("tenant", change.tenantId())
                    .put("lines", change.lines())
                    .put("changed", change.changed())
                    .put("unpriced", change.unpriced())
                    .put("before", change.before())
                    .put("after", change.after());
        }
        return node;
    }

    /** @throws IOException when the answer is that it could not be done; the message says why */
    static List<TenantChange> changes(Path file) throws IOException {
        JsonNode node = JSON.readTree(file.toFile());
        if (node.has("error")) {
            throw new IOException(node.path("error").asText());
        }
        List<TenantChange> changes = new ArrayList<>();
        for (JsonNode change : node.path("changes")) {
            changes.add(new TenantChange(
                    change.path("tenant").asText(),
                    change.path("lines").asLong(),
                    change.path("changed").asLong(),
                    change.path("unpriced").asLong(),
                    change.path("before").asLong(),
                    change.path("after").asLong()));
        }
        return changes;
    }

    static void write(Path file, ObjectNode node) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.write(next, JSON.writeValueAsBytes(node));
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherwise) {
            Files.move(next, file);
        }
    }
}
