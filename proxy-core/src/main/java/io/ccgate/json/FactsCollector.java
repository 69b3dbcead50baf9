package io.ccgate.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Listens to {@link BodyScanner} and keeps what {@link BodyFacts} names. Depth is that of the container a token stands
 * in: 1 for members of the root. Methods that may refuse the body return why, or null.
 */
final class FactsCollector {
    private static final int DIGEST_LIMIT = 64 * 1024;
    private static final int TEXT_LIMIT = 4096;
    private static final byte[] CACHE_CONTROL = "cache_control".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ROLE = "role".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] USER = "user".getBytes(StandardCharsets.US_ASCII);
    /** Hashed behind every string, so that "ab", "c" and "a", "bc" differ. */
    private static final byte[] QUOTE = {'"'};

    private static final int NOT_MUTED = -1;

    /** Which top-level member the scanner is in. */
    private enum Member {
        OTHER,
        MODEL,
        STREAM,
        MAX_TOKENS,
        ANSWERS,
        SERVING,
        CACHE_KEY,
        METADATA,
        STREAM_OPTIONS,
        GENERATION_CONFIG,
        SYSTEM,
        TURNS,
        CONTENTS
    }

    private Member member = Member.OTHER;
    private String innerKey = "";
    private boolean roleNext;
    private boolean userTurn;
    private boolean turnsDone;
    private boolean listening;
    private int mutedAt = NOT_MUTED;

    private byte[] text = new byte[128];
    private int textLength;
    private boolean keepText;
    private boolean escaped;
    private @Nullable TextHash hash;
    private @Nullable TextHash systemHash;
    private @Nullable TextHash turnsHash;

    private @Nullable String model;
    private @Nullable Span modelSpan;
    private boolean modelSeen;
    private boolean stream;
    private long maxTokens = -1;
    private int answers = 1;
    private String serving = "";
    private @Nullable String promptCacheKey;
    private @Nullable String userId;
    private int insertAt;
    private boolean empty;

    private boolean optionsSeen;
    private int optionsStart;
    private int optionsEnd;
    private int optionsInsertAt;
    private boolean optionsEmpty;
    private @Nullable Span includeUsageSpan;
    private boolean includeUsage;

    /** False while nothing below the root's own members matters. */
    boolean listens() {
        return listening;
    }

    void beginKey(int depth) {
        startText(depth == 1 || depth == 2 || digesting());
    }

    @Nullable
    String endKey(int depth) {
        if (!keepText) {
            return null;
        }
        if (depth == 1) {
            return topLevelKey();
        }
        if (digesting()) {
            roleNext = depth == 3 && textIs(ROLE);
            if (mutedAt == NOT_MUTED && textIs(CACHE_CONTROL)) {
                mutedAt = depth;
            }
        } else if (depth == 2) {
            innerKey = textAsString();
        }
        return null;
    }

    private @Nullable String topLevelKey() {
        String name = textAsString();
        member = switch (name) {
            case "model" -> Member.MODEL;
            case "stream" -> Member.STREAM;
            case "max_tokens", "max_completion_tokens", "max_output_tokens" -> Member.MAX_TOKENS;
            case "n" -> Member.ANSWERS;
            case "service_tier", "serviceTier", "speed", "inference_geo" -> Member.SERVING;
            case "prompt_cache_key" -> Member.CACHE_KEY;
            case "metadata" -> Member.METADATA;
            case "stream_options" -> Member.STREAM_OPTIONS;
            case "generationConfig", "generation_config" -> Member.GENERATION_CONFIG;
            case "system", "instructions", "systemInstruction", "system_instruction" -> Member.SYSTEM;
            case "messages", "input" -> Member.TURNS;
            case "contents" -> Member.CONTENTS;
            default -> Member.OTHER;
        };
        innerKey = "";
        listening = member != Member.OTHER;
        if (member == Member.MODEL) {
            boolean again = modelSeen;
            modelSeen = true;
            return again ? "\"model\" appears twice at the top level" : null;
        }
        // Some servers match keys whatever their case; what we allow must be what they serve.
        return name.equalsIgnoreCase("model") ? "a top-level key differs from \"model\" in case only" : null;
    }

    void beginString(int depth) {
        boolean wanted = switch (member) {
            case MODEL, CACHE_KEY, SERVING -> depth == 1;
            case METADATA -> depth == 2 && innerKey.equals("user_id");
            default -> roleNext && depth == 3;
        };
        startText(wanted);
        startHash();
    }

    @Nullable
    String endString(int depth, int start, int end) {
        if (hash != null) {
            hash.update(QUOTE, 0, 1);
            hash = null;
        }
        if (keepText && roleNext) {
            userTurn |= textIs(USER);
        } else if (keepText) {
            String value = JsonText.unescape(text, Math.min(textLength, TEXT_LIMIT));
            if (textLength > TEXT_LIMIT || value == null) {
                return member == Member.MODEL ? "\"model\" is no valid string or too long" : null;
            }
            keep(value, start, end);
        }
        roleNext = false;
        endValue(depth, start, end, false);
        return null;
    }

    private void keep(String value, int start, int end) {
        switch (member) {
            case MODEL -> {
                model = value;
                modelSpan = new Span(start, end);
            }
            case CACHE_KEY -> promptCacheKey = value;
            case SERVING -> serving = serving.isEmpty() ? value : serving + '+' + value;
            default -> userId = value;
        }
    }

    @Nullable
    String beginLiteral(int depth) {
        if (member == Member.MODEL && depth == 1) {
            return "\"model\" must be a string";
        }
        startText(
                switch (member) {
                    case STREAM, MAX_TOKENS, ANSWERS -> depth == 1;
                    case STREAM_OPTIONS, GENERATION_CONFIG -> depth == 2;
                    default -> false;
                });
        startHash();
        return null;
    }

    void endLiteral(int depth, int start, int end) {
        hash = null;
        boolean isTrue = false;
        if (keepText) {
            String value = textAsString();
            isTrue = value.equals("true");
            switch (member) {
                case STREAM -> stream = isTrue;
                case MAX_TOKENS -> maxTokens = Math.max(maxTokens, wholeNumber(value));
                case ANSWERS -> answers(value);
                case GENERATION_CONFIG -> {
                    switch (innerKey) {
                        case "maxOutputTokens", "max_output_tokens" ->
                            maxTokens = Math.max(maxTokens, wholeNumber(value));
                        case "candidateCount", "candidate_count" -> answers(value);
                        default -> {}
                    }
                }
                default -> {}
            }
        }
        roleNext = false;
        endValue(depth, start, end, isTrue);
    }

    private void answers(String literal) {
        long number = wholeNumber(literal);
        answers = (int) Math.max(answers, Math.min(number, Short.MAX_VALUE));
    }

    /** Bytes of the token that runs: the inside of a string, or a literal. */
    void text(byte[] bytes, int from, int to) {
        if (hash != null) {
            hash.update(bytes, from, to);
        }
        if (keepText) {
            int length = Math.min(to - from, TEXT_LIMIT + 1 - textLength);
            if (textLength + length > text.length) {
                text = Arrays.copyOf(text, Math.max(textLength + length, 2 * text.length));
            }
            System.arraycopy(bytes, from, text, textLength, length);
            textLength += length;
            escaped |= Bytes.indexOf(bytes, from, from + length, (byte) '\\') < from + length;
        }
    }

    /** A container opens inside one of the given depth. */
    @Nullable
    String open(int depth, boolean object, int at) {
        if (depth == 0) {
            insertAt = at + 1;
        } else if (depth == 1) {
            if (member == Member.MODEL) {
                return "\"model\" must be a string";
            }
            if (member == Member.STREAM_OPTIONS) {
                optionsStart = at;
                optionsInsertAt = object ? at + 1 : -1;
                includeUsage = false;
                includeUsageSpan = null;
            }
        } else if (depth == 2) {
            userTurn = false;
        }
        roleNext = false;
        return null;
    }

    /** A container closed; {@code depth} is that of the one around it. */
    void close(int depth, boolean wasEmpty, int end) {
        if (depth < mutedAt) {
            mutedAt = NOT_MUTED;
        }
        if (depth == 0) {
            empty = wasEmpty;
        } else if (depth == 1 && member == Member.STREAM_OPTIONS) {
            optionsSeen = true;
            optionsEnd = end;
            optionsEmpty = wasEmpty;
        } else if (depth == 2 && (member == Member.CONTENTS || (member == Member.TURNS && userTurn))) {
            turnsDone = true;
            listening = false;
        }
    }

    void comma(int depth) {
        if (depth == mutedAt) {
            mutedAt = NOT_MUTED;
        }
    }

    BodyFacts facts(int length) {
        BodyFacts.StreamOptions options = optionsSeen
                ? new BodyFacts.StreamOptions(
                        new Span(optionsStart, optionsEnd),
                        optionsInsertAt,
                        optionsEmpty,
                        includeUsageSpan,
                        includeUsage)
                : null;
        return new BodyFacts(
                model,
                modelSpan,
                stream,
                maxTokens,
                answers,
                serving,
                promptCacheKey,
                userId,
                options,
                insertAt,
                empty,
                length,
                digest());
    }

    private @Nullable ConversationDigest digest() {
        if (systemHash == null && turnsHash == null) {
            return null;
        }
        long high = 0;
        long low = 0;
        if (systemHash != null) {
            high = Long.rotateLeft(systemHash.high(), 17);
            low = Long.rotateLeft(systemHash.low(), 17);
        }
        if (turnsHash != null) {
            high ^= turnsHash.high();
            low ^= turnsHash.low();
        }
        return new ConversationDigest(high, low);
    }

    /** A string or literal ended: a whole member when it stands at depth 1. */
    private void endValue(int depth, int start, int end, boolean isTrue) {
        if (member == Member.STREAM_OPTIONS) {
            if (depth == 1) {
                optionsSeen = true;
                optionsStart = start;
                optionsEnd = end;
                optionsInsertAt = -1;
                includeUsage = false;
                includeUsageSpan = null;
            } else if (depth == 2 && innerKey.equals("include_usage")) {
                includeUsage = isTrue;
                includeUsageSpan = new Span(start, end);
            }
        }
    }

    private boolean digesting() {
        return switch (member) {
            case SYSTEM -> true;
            case TURNS, CONTENTS -> !turnsDone;
            default -> false;
        };
    }

    private void startHash() {
        hash = null;
        if (mutedAt != NOT_MUTED || !digesting()) {
            return;
        }
        if (member == Member.SYSTEM) {
            if (systemHash == null) {
                systemHash = new TextHash(DIGEST_LIMIT);
            }
            hash = systemHash;
        } else {
            if (turnsHash == null) {
                turnsHash = new TextHash(DIGEST_LIMIT);
            }
            hash = turnsHash;
        }
    }

    private void startText(boolean wanted) {
        keepText = wanted;
        textLength = 0;
        escaped = false;
    }

    private boolean textIs(byte[] word) {
        if (!escaped) {
            return textLength == word.length && Arrays.equals(text, 0, textLength, word, 0, word.length);
        }
        return textAsString().equals(new String(word, StandardCharsets.US_ASCII));
    }

    /** The token's text; empty when it is longer than anything we look for, or holds an escape JSON does not know. */
    private String textAsString() {
        String string = textLength > TEXT_LIMIT ? null : JsonText.unescape(text, textLength);
        return string == null ? "" : string;
    }

    private static long wholeNumber(String literal) {
        if (literal.isEmpty() || literal.length() > 18) {
            return -1;
        }
        for (int i = 0; i < literal.length(); i++) {
            if (literal.charAt(i) < '0' || literal.charAt(i) > '9') {
                return -1;
            }
        }
        return Long.parseLong(literal);
    }
}
