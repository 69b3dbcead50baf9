package io.ccgate.usage.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a check needs of one line, read strictly: whatever is no JSON object throws. */
final class LineFacts {
    private static final JsonFactory JSON = new JsonFactory();

    private String requestId = "";
    private String tenantId = "";
    private String timestamp = "";
    private long seq;
    private long tokenParts;
    private long tokens = -1;
    private BigDecimal costParts = BigDecimal.ZERO;
    private @Nullable BigDecimal cost;
    private int amounts;

    private LineFacts() {}

    static LineFacts of(byte[] bytes, int from, int length) throws IOException {
        LineFacts facts = new LineFacts();
        try (JsonParser parser = JSON.createParser(bytes, from, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                facts.take(name, parser);
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new IOException("more than an object");
            }
        }
        return facts;
    }

    private void take(String name, JsonParser value) throws IOException {
        switch (name) {
            case "requestId" -> requestId = value.getText();
            case "tenantId" -> tenantId = value.getText();
            case "timestamp" -> timestamp = value.getText();
            case "seq" -> seq = value.getLongValue();
            case "inputTokens", "outputTokens", "cacheCreationTokens", "cacheReadTokens" ->
                tokenParts += value.getLongValue();
            case "totalTokens" -> tokens = value.getLongValue();
            case "inputCost", "outputCost", "cacheCreationCost", "cacheReadCost", "serverToolsCost" -> {
                costParts = costParts.add(value.getDecimalValue());
                amounts++;
            }
            case "totalCost" -> cost = value.getDecimalValue();
            default -> {}
        }
    }

    String requestId() {
        return requestId;
    }

    String tenantId() {
        return tenantId;
    }

    String timestamp() {
        return timestamp;
    }

    /** 0 when the line has none, as CCGate's own. */
    long seq() {
        return seq;
    }

    boolean tokensAddUp() {
        return tokens < 0 || tokens == tokenParts;
    }

    /** Each amount is rounded on its own, so the sum may be off by half a micro-dollar for each. */
    boolean costsAddUp() {
        BigDecimal total = cost;
        BigDecimal slack = BigDecimal.valueOf(amounts + 1L, 6);
        return total == null || total.subtract(costParts).abs().compareTo(slack) <= 0;
    }
}
