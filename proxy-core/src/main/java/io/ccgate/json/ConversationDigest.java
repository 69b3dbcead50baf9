package io.ccgate.json;

/**
 * 128 bits over a conversation's system prompt and its turns up to the first user turn, which stay the same for the
 * whole conversation. Covered are string values and literals, not keys, white space or the moving {@code cache_control}
 * marks; at most the first 64 KiB of the prompt and of the turns. Good for telling sessions apart, not against someone
 * who searches for collisions: those only share an upstream.
 */
public record ConversationDigest(long high, long low) {}
