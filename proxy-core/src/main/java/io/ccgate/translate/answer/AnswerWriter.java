package io.ccgate.translate.answer;

import io.ccgate.translate.model.Answer;
import io.ccgate.translate.model.AnswerSetting;

/** Writes one client protocol's whole answer. Stateless. */
@FunctionalInterface
public interface AnswerWriter {
    byte[] write(Answer answer, AnswerSetting setting);
}
