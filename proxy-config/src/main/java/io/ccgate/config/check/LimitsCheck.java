package io.ccgate.config.check;

import io.ccgate.config.model.LimitsConfig;
import io.ccgate.config.model.LimitsConfig.ModelWindows;
import io.ccgate.config.model.LimitsConfig.Raise;
import io.ccgate.config.model.LimitsConfig.Window;
import io.ccgate.config.model.LimitsConfig.Windows;
import io.ccgate.config.model.TenantConfig;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Limits that do not do what they seem to. */
record LimitsCheck(TenantConfig tenant, Places places, Findings findings, Instant now) {
    private static final String RAISE = "raise";

    void run() {
        LimitsConfig limits = tenant.limits();
        for (ModelWindows model : limits.usual().models()) {
            if (model.pattern().text().isBlank()) {
                findings.error(
                        places.of(limits, "models", model.pattern().text()),
                        "the pattern is empty and matches no model",
                        "write a model name or a pattern such as *opus*");
            }
        }
        limits.raise().ifPresent(raise -> checkRaise(limits, raise));
    }

    private void checkRaise(LimitsConfig limits, Raise raise) {
        if (!now.isBefore(raise.until())) {
            findings.warning(
                    places.of(limits, RAISE, "until"),
                    "the raise has ended, so the usual limits hold",
                    "move the date or remove \"raise\"");
        }
        lowered(limits.usual().windows(), raise.allowance().windows())
                .ifPresent(window -> findings.warning(
                        places.of(limits, RAISE, window),
                        "the raise makes \"" + window + "\" smaller than it usually is",
                        "write the whole amount that holds until the date, not what is added"));
    }

    /** The first window that a raise makes smaller. */
    private static Optional<String> lowered(Windows usual, Windows raised) {
        List<String> names = List.of("fiveHour", "daily", "weekly", "monthly", "total");
        List<Window> before = list(usual);
        List<Window> after = list(raised);
        for (int i = 0; i < names.size(); i++) {
            if (lowered(before.get(i), after.get(i))) {
                return Optional.of(names.get(i));
            }
        }
        return Optional.empty();
    }

    private static boolean lowered(Window usual, Window raised) {
        Optional<BigDecimal> most = usual.maxUSD();
        return (most.isPresent()
                        && raised.maxUSD().isPresent()
                        && raised.maxUSD().get().compareTo(most.get()) < 0)
                || lowered(usual.maxTokens(), raised.maxTokens())
                || lowered(usual.maxRequests(), raised.maxRequests());
    }

    private static boolean lowered(OptionalLong usual, OptionalLong raised) {
        return usual.isPresent() && raised.isPresent() && raised.getAsLong() < usual.getAsLong();
    }

    private static List<Window> list(Windows windows) {
        return List.of(windows.fiveHour(), windows.daily(), windows.weekly(), windows.monthly(), windows.total());
    }
}
