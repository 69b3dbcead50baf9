package io.ccgate.balance;

import java.util.Map;

/**
 * Why something is so.
 *
 * @param code says it to a program, which may have words of its own for it; never renamed
 * @param values what stands in the words, by name
 * @param words for the operator
 */
public record Ground(String code, Map<String, String> values, String words) {
    public static Ground of(String code, String words) {
        return new Ground(code, Map.of(), words);
    }

    public static Ground of(String code, String name, String value, String words) {
        return new Ground(code, Map.of(name, value), words);
    }
}
