package io.ccgate.error;

import io.ccgate.config.model.Language;

/**
 * What an error says, in every language the gateway speaks. English also goes to logs and records.
 *
 * @param english a sentence or a part of one
 * @param chinese the same
 */
public record Words(String english, String chinese) {

    /** Somebody else's words, such as an upstream's: they stay as they are. */
    public static Words quoted(String text) {
        return new Words(text, text);
    }

    /** The words in one language. */
    public String in(Language language) {
        return language == Language.ZH ? chinese : english;
    }
}
