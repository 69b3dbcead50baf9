package io.ccgate.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Listens to {@link BodyScanner} and keeps what {@link BodyFacts} names. Depth is that of the container a token stands
 * in: 1 for members of the root. Methods that may refuse the body return why, or null.
 */
final class FactsCollector {
    private static final byte[] CACHE_CONTROL = "cache_control".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ROLE = "role".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] USER = "user".getBytes(StandardCharsets.US_ASCII);

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

    private final TokenText text = new TokenText();
    private final ConversationHash hash = new ConversationHash();
    private final StreamOptionsReading options = new StreamOptionsReading();

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

    /** False while nothing below the root's own members matters. */
    boolean listens() {
        return listening;
    }

    void beginKey(int depth) {
        text.begin(depth == 1 || depth == 2 || digesting());
    }

    @Nullable
    String endKey(int depth) {
        if (!text.isWanted()) {
            return null;
        }
        if (depth == 1) {
            return topLevelKey();
        }
        if (digesting()) {
            roleNext = depth == 3 && text.is(ROLE);
            if (mutedAt == NOT_MUTED && text.is(CACHE_CONTROL)) {
                mutedAt = depth;
            }
        } else if (depth == 2) {
            innerKey = text.string();
        }
        return null;
    }

    private @Nullable String topLevelKey() {
        String name = text.string();
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
        text.begin(wanted);
        beginHash();
    }

    @Nullable
    String endString(int depth, int start, int end) {
        hash.endString();
        if (text.isWanted() && roleNext) {
            userTurn |= text.is(USER);
        } else if (text.isWanted()) {
            if (text.isUnreadable()) {
                return member == Member.MODEL ? "\"model\" is no valid string or too long" : null;
            }
            keep(text.string(), start, end);
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
        text.begin(
                switch (member) {
                    case STREAM, MAX_TOKENS, ANSWERS -> depth == 1;
                    case STREAM_OPTIONS, GENERATION_CONFIG -> depth == 2;
                    default -> false;
                });
        beginHash();
        return null;
    }

    void endLiteral(int depth, int start, int end) {
        hash.endLiteral();
        boolean isTrue = false;
        if (text.isWanted()) {
            isTrue = text.is(TRUE);
            switch (member) {
                case STREAM -> stream = isTrue;
                case MAX_TOKENS -> maxTokens = Math.max(maxTokens, text.wholeNumber());
                case ANSWERS -> answers(text.wholeNumber());
                case GENERATION_CONFIG -> {
                    switch (innerKey) {
                        case "maxOutputTokens", "max_output_tokens" ->
                            maxTokens = Math.max(maxTokens, text.wholeNumber());
                        case "candidateCount", "candidate_count" -> answers(text.wholeNumber());
                        default -> {}
                    }
                }
                default -> {}
            }
        }
        roleNext = false;
        endValue(depth, start, end, isTrue);
    }

    private void answers(long number) {
        answers = (int) Math.max(answers, Math.min(number, Short.MAX_VALUE));
    }

    /** Bytes of the token that runs: the inside of a string, or a literal. */
    void text(byte[] bytes, int from, int to) {
        hash.add(bytes, from, to);
        text.add(bytes, from, to);
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
                options.open(object, at);
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
            options.close(wasEmpty, end);
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
        return new BodyFacts(
                model,
                modelSpan,
                stream,
                maxTokens,
                answers,
                serving,
                promptCacheKey,
                userId,
                options.read(),
                insertAt,
                empty,
                length,
                hash.digest());
    }

    /** A string or literal ended: a whole member when it stands at depth 1. */
    private void endValue(int depth, int start, int end, boolean isTrue) {
        if (member == Member.STREAM_OPTIONS) {
            if (depth == 1) {
                options.plain(start, end);
            } else if (depth == 2 && innerKey.equals("include_usage")) {
                options.includeUsage(isTrue, start, end);
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

    private void beginHash() {
        if (mutedAt != NOT_MUTED || !digesting()) {
            hash.ignore();
        } else if (member == Member.SYSTEM) {
            hash.beginSystem();
        } else {
            hash.beginTurns();
        }
    }
}
