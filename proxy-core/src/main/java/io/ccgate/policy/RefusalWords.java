package io.ccgate.policy;

import io.ccgate.error.GatewayError;
import io.ccgate.error.GatewayErrors;
import io.ccgate.error.Words;
import io.ccgate.policy.Refusal.Crowded;
import io.ccgate.policy.Refusal.OverLimit;
import io.ccgate.policy.Refusal.TooFast;
import io.ccgate.policy.Refusal.Uncounted;
import io.ccgate.policy.Refusal.What;
import io.ccgate.usage.ledger.Admission;
import io.ccgate.usage.ledger.LimitName;
import io.ccgate.usage.ledger.LimitName.Unit;
import io.ccgate.usage.price.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Refusals as errors, in each language: which limit, what of it is used, when it begins again. Pure. */
public final class RefusalWords {
    /** Nobody knows when a request of others ends. */
    private static final long SOON_SECONDS = 1;

    /** A year of lines takes some minutes. */
    private static final long COUNTED_SECONDS = 10;

    private static final Words UNCOUNTED = new Words(
            "What this key used of its total limit so far is still being counted after a first start; try again"
                    + " shortly.",
            "首次启动后仍在统计此密钥总限额的已用量；请稍后重试。");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private RefusalWords() {}

    /** @param zone the tenant's, in which its windows end */
    public static GatewayError error(Refusal refusal, ZoneId zone) {
        if (refusal instanceof TooFast fast) {
            return GatewayErrors.tooManyRequests(new Words(tooFast(fast), tooFastZh(fast)), fast.retryAfterSeconds());
        }
        if (refusal instanceof Crowded crowded) {
            return GatewayErrors.tooManyRequests(new Words(crowded(crowded), crowdedZh(crowded)), SOON_SECONDS);
        }
        if (refusal instanceof Uncounted) {
            return GatewayErrors.tooManyRequests(UNCOUNTED, COUNTED_SECONDS);
        }
        Admission.Refused limit = ((OverLimit) refusal).limit();
        Words words = new Words(overLimit(limit, zone), overLimitZh(limit, zone));
        return limit.temporary()
                ? GatewayErrors.tooManyRequests(words, SOON_SECONDS)
                : GatewayErrors.limitExceeded(words);
    }

    /** An amount with its unit, as people write it. */
    public static String amount(Unit unit, long amount) {
        return unit == Unit.USD ? '$' + Money.dollars(amount).toPlainString() : Long.toString(amount);
    }

    private static String tooFast(TooFast fast) {
        String what = fast.what() == What.REQUESTS ? "requests" : "tokens";
        return "This key may use " + fast.perMinute() + ' ' + what + " per minute; try again in "
                + fast.retryAfterSeconds() + " s.";
    }

    private static String tooFastZh(TooFast fast) {
        String what = fast.what() == What.REQUESTS ? " 个请求" : " 个 token";
        return "此密钥每分钟最多可用 " + fast.perMinute() + what + "；请在 " + fast.retryAfterSeconds() + " 秒后重试。";
    }

    private static String crowded(Crowded crowded) {
        return "This key may run " + crowded.maxConcurrent() + " requests at a time, and "
                + (crowded.lineFull() ? "too many wait already" : "none of them ended in time")
                + "; try again shortly.";
    }

    private static String crowdedZh(Crowded crowded) {
        return "此密钥最多可同时运行 " + crowded.maxConcurrent() + " 个请求，" + (crowded.lineFull() ? "排队的请求过多" : "等待期间没有请求结束")
                + "；请稍后重试。";
    }

    private static String overLimit(Admission.Refused limit, ZoneId zone) {
        LimitName name = limit.name();
        Unit unit = name.unit();
        String most = amount(unit, limit.limit());
        String needed = amount(unit, limit.likely());
        if (limit.never()) {
            return "This request is larger than the limit " + name + " of this key: it may use " + needed + " of "
                    + most + '.';
        }
        String used = amount(unit, limit.used()) + " of " + most + " used";
        if (limit.temporary()) {
            return "The limit " + name + " of this key is held by requests that still run: " + used + ", "
                    + amount(unit, limit.reserved()) + " reserved; try again shortly.";
        }
        String reset =
                limit.resetAt().map(at -> "; it resets at " + time(at, zone)).orElse("; it does not reset");
        return limit.used() >= limit.limit()
                ? "The limit " + name + " of this key is used up: " + used + reset + '.'
                : "The limit " + name + " of this key leaves too little for this request: " + used + ", and it may use "
                        + needed + reset + '.';
    }

    private static String overLimitZh(Admission.Refused limit, ZoneId zone) {
        LimitName name = limit.name();
        Unit unit = name.unit();
        String most = amount(unit, limit.limit());
        String needed = amount(unit, limit.likely());
        if (limit.never()) {
            return "此请求超过了此密钥的限额 " + name + "：可能需要 " + needed + "，限额为 " + most + "。";
        }
        String used = "已用 " + amount(unit, limit.used()) + "，共 " + most;
        if (limit.temporary()) {
            return "此密钥的限额 " + name + " 被仍在运行的请求占用：" + used + "，预留 " + amount(unit, limit.reserved()) + "；请稍后重试。";
        }
        String reset =
                limit.resetAt().map(at -> "；将于 " + time(at, zone) + " 重置").orElse("；不会重置");
        return limit.used() >= limit.limit()
                ? "此密钥的限额 " + name + " 已用完：" + used + reset + "。"
                : "此密钥的限额 " + name + " 余额不足以处理此请求：" + used + "，可能需要 " + needed + reset + "。";
    }

    private static String time(Instant at, ZoneId zone) {
        return TIME.format(at.atZone(zone)) + ' ' + (zone.getId().equals("Z") ? "UTC" : zone.getId());
    }
}
