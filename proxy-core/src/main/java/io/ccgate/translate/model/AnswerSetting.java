package io.ccgate.translate.model;

import java.util.function.Supplier;

/**
 * What an answer's writer needs besides the answer.
 *
 * @param model the model's name as the client asked for it
 * @param createdSeconds now, in seconds since 1970
 * @param newId fresh random letters and digits, for ids that the upstream did not give
 */
public record AnswerSetting(String model, ClientWishes wishes, long createdSeconds, Supplier<String> newId) {

    /** An answer's id in the client's form: the upstream's own letters behind the client's prefix. */
    public String id(String prefix, String upstreamId) {
        String bare = upstreamId;
        for (String known : new String[] {"chatcmpl-", "msg_", "resp_"}) {
            if (bare.startsWith(known)) {
                bare = bare.substring(known.length());
            }
        }
        return prefix + (bare.isEmpty() ? newId.get() : bare);
    }
}
