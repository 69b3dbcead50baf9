package io.ccgate.json;

/**
 * Why a body is no JSON object that may be sent on.
 *
 * @param message what is wrong, safe for the client: it quotes nothing of the body
 * @param offset byte at which it was noticed
 */
public record BodyProblem(String message, int offset) implements BodyScan {}
