package io.ccgate.policy;

import io.ccgate.json.JsonText;
import io.ccgate.usage.ledger.LimitName.Unit;
import io.ccgate.usage.ledger.LimitState;
import io.ccgate.usage.ledger.LimitWarning;
import io.ccgate.usage.price.Money;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A warning as a webhook gets it. {@code text} holds it in words, since that is the member that the incoming webhooks of the usual
 * chat programs show.
 */
final class WarningJson {
    private WarningJson() {}

    static String of(LimitWarning warning, Instant now) {
        LimitState state = warning.state();
        Unit unit = state.name().unit();
        StringBuilder json = new StringBuilder(320).append("{\"event\":\"limit_warning\"");
        JsonText.quote(json.append(",\"at\":"), now.toString());
        JsonText.quote(json.append(",\"tenant\":"), warning.tenant());
        JsonText.quote(json.append(",\"tenantName\":"), warning.tenantName());
        JsonText.quote(json.append(",\"limit\":"), state.name().toString());
        json.append(",\"percent\":").append(warning.percent());
        JsonText.quote(json.append(",\"unit\":"), unit.name().toLowerCase(Locale.ROOT));
        json.append(",\"used\":").append(number(unit, state.used()));
        json.append(",\"max\":").append(number(unit, state.limit()));
        state.resetAt().ifPresent(at -> JsonText.quote(json.append(",\"resetAt\":"), at.toString()));
        JsonText.quote(json.append(",\"text\":"), text(warning));
        return json.append('}').toString();
    }

    private static String number(Unit unit, long amount) {
        return unit == Unit.USD ? Money.dollars(amount).toPlainString() : Long.toString(amount);
    }

    /** What stands in the text, by name. */
    static Map<String, String> details(LimitWarning warning) {
        LimitState state = warning.state();
        Unit unit = state.name().unit();
        Map<String, String> details = new LinkedHashMap<>();
        details.put("tenant", warning.tenantName());
        details.put("percent", String.valueOf(warning.percent()));
        details.put("limit", state.name().toString());
        details.put("used", RefusalWords.amount(unit, state.used()));
        details.put("of", RefusalWords.amount(unit, state.limit()));
        state.resetAt().ifPresent(at -> details.put("until", at.toString()));
        return details;
    }

    /** For people: who, which limit, how far. */
    static String text(LimitWarning warning) {
        LimitState state = warning.state();
        Unit unit = state.name().unit();
        return warning.tenantName() + " has passed " + warning.percent() + " % of its limit " + state.name() + ": "
                + RefusalWords.amount(unit, state.used()) + " of " + RefusalWords.amount(unit, state.limit()) + " used"
                + state.resetAt().map(at -> "; it resets at " + at).orElse("");
    }
}
