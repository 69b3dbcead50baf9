package io.ccgate.error;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue: every sentence with which the gateway itself refuses or reports a failure to a client, in both languages side by
 * side. Which error says it, with which status and code, is {@link GatewayErrors}' business and that of those who refuse. Sentences
 * on limits and rates are in {@code policy.RefusalWords}, technical details within a sentence in {@link Details}.
 */
public final class ErrorWords {
    private static final int LONGEST_QUOTE = 100;
    private static final int MOST_LISTED = 20;

    static final Words MODEL_MISSING = new Words("model: the request names none", "model：请求未指明模型");
    static final Words NOT_FOUND = new Words("nothing is served at this path", "此路径不提供任何服务");
    static final Words MEMORY_BUSY =
            new Words("the gateway holds too many request bodies; try again", "网关正在处理的请求体过多；请重试");
    static final Words UPSTREAM_CUT =
            new Words("the upstream closed the connection before its answer ended", "上游在应答结束之前关闭了连接");
    static final Words UPSTREAMS_BUSY = new Words("all upstreams are at their limit; try again", "所有上游均已达到并发上限；请重试");
    static final Words STREAM_ERROR = new Words("the upstream's stream began with an error", "上游的流以错误开始");
    static final Words CLIENT_GONE = Words.quoted("the client closed the connection");
    static final Words OPENAI_DISABLED =
            new Words("the OpenAI endpoint is switched off (openai.enabled)", "OpenAI 端点已关闭（openai.enabled）");
    static final Words WEBSOCKET =
            new Words("WebSocket is not served here; use HTTP requests", "此处不提供 WebSocket；请使用 HTTP 请求");
    static final Words DRAINING = new Words("the gateway is shutting down; try again", "网关正在关闭；请重试");
    static final Words HEADERS_TOO_LARGE = new Words("the request's headers are too large", "请求头过大");
    static final Words URI_TOO_LONG = new Words("the request's target is too long", "请求地址过长");
    static final Words REQUEST_TIMEOUT =
            new Words("the request did not arrive in time (server.timeout)", "请求未能及时到达（server.timeout）");
    static final Words EXPECTATION = new Words("only Expect: 100-continue is understood", "仅支持 Expect: 100-continue");
    static final Words INTERNAL = new Words(
            "internal error of the gateway; its log tells more under this request's id", "网关内部错误；其日志中此请求的 id 下有更多信息");

    /** No key in the request. */
    static final Words KEY_MISSING = new Words(
            "No key in the request: send it as 'Authorization: Bearer KEY', 'x-api-key: KEY' or 'x-goog-api-key: KEY'.",
            "请求中没有密钥：请以 'Authorization: Bearer KEY'、'x-api-key: KEY' 或 'x-goog-api-key: KEY' 发送。");

    static final Words KEY_UNKNOWN =
            new Words("The key is not known here; check it, or ask the operator for one.", "此密钥无效；请检查密钥，或向管理员申请。");
    static final Words TENANT_DISABLED =
            new Words("This key's tenant is disabled; ask the operator to enable it.", "此密钥所属的租户已被停用；请联系管理员启用。");
    static final Words NO_MODEL_ALLOWED = new Words(
            "No model is allowed for this key; the operator has to set 'allowedModels' of the tenant.",
            "此密钥不可使用任何模型；管理员需设置该租户的 'allowedModels'。");

    /** No upstream is switched on. */
    public static final Words NO_UPSTREAM =
            new Words("No upstream is enabled; the operator has to add one or switch one on.", "没有已启用的上游；管理员需添加或启用一个。");
    /** The tenant may use none of them. */
    public static final Words NO_UPSTREAM_FOR_KEY = new Words(
            "No enabled upstream is open to this key; the operator can change 'upstreams' of the tenant.",
            "没有对此密钥开放的已启用上游；管理员可修改该租户的 'upstreams'。");
    /** All are full. */
    public static final Words EVERY_UPSTREAM_BUSY = new Words(
            "Every upstream for this request runs as many requests as it may; try again soon.",
            "可处理此请求的所有上游均已达到并发上限；请稍后重试。");
    /** All failed. */
    public static final Words EVERY_UPSTREAM_TRIED = new Words(
            "Every upstream for this request was tried and failed; try again later.", "可处理此请求的所有上游均已尝试并失败；请稍后重试。");

    private ErrorWords() {}

    static Words modelUnknown(String model) {
        return new Words("model " + quoted(model) + " is served by no upstream here", "此处没有上游提供模型 " + quoted(model));
    }

    static Words modelUnpriced(String model) {
        return new Words(
                "model " + quoted(model) + " has no price; the operator can add one to pricing.json",
                "模型 " + quoted(model) + " 没有价格；管理员可在 pricing.json 中添加");
    }

    static Words bodyTooLarge(long limitBytes) {
        return new Words(
                "the request body is larger than the " + limitBytes + " bytes allowed here (server.maxBodySize)",
                "请求体超过了此处允许的 " + limitBytes + " 字节（server.maxBodySize）");
    }

    static Words malformedBody(String detail, int offset) {
        return new Words(
                "the request body, byte " + offset + ": " + detail,
                "请求体第 " + offset + " 字节：" + Details.chinese(detail));
    }

    static Words unsupportedEncoding(String encoding) {
        return new Words(
                "content-encoding " + quoted(encoding) + " is not understood; send the body uncompressed",
                "不支持 content-encoding " + quoted(encoding) + "；请发送未压缩的请求体");
    }

    static Words badRequest(String detail) {
        return new Words(detail, Details.chinese(detail));
    }

    /** @param detail begins with the field at fault */
    static Words untranslatable(String detail) {
        return new Words(detail, "此请求无法转换给可用的上游：" + detail);
    }

    static Words upstreamTimeout(String waitingFor) {
        return new Words(
                "the upstream did not answer in time: " + waitingFor, "上游未及时应答：" + Details.chinese(waitingFor));
    }

    static Words upstreamUnreachable(String why) {
        return new Words("the upstream cannot be reached: " + why, "无法连接上游：" + Details.chinese(why));
    }

    static Words upstreamProtocol(String deviation) {
        return new Words(
                "the upstream's answer is no valid HTTP: " + deviation,
                "上游的应答不是有效的 HTTP：" + Details.chinese(deviation));
    }

    static Words upstreamStatus(int status) {
        return new Words("the upstream answered with status " + status, "上游返回状态码 " + status);
    }

    static Words tenantExpired(Instant at) {
        return new Words(
                "This key expired at " + at + "; ask the operator to renew it.", "此密钥已于 " + at + " 过期；请联系管理员续期。");
    }

    static Words addressNotAllowed(String address) {
        return new Words(
                "This key may not be used from " + address
                        + "; the operator can add the address to 'allowedIPs' of the tenant.",
                "此密钥不可从 " + address + " 使用；管理员可将该地址加入该租户的 'allowedIPs'。");
    }

    /** @param allowed patterns; long lists are cut */
    static Words modelNotAllowed(String model, List<String> allowed) {
        String listed = String.join(", ", allowed.subList(0, Math.min(MOST_LISTED, allowed.size())))
                + (allowed.size() > MOST_LISTED ? ", ..." : "");
        return new Words(
                "The model '" + shortened(model) + "' is not allowed for this key; allowed are: " + listed + ".",
                "此密钥不可使用模型 '" + shortened(model) + "'；可用模型：" + listed + "。");
    }

    /** @param protocol null when the client's is not known */
    public static Words noUpstreamForProtocol(@Nullable String protocol) {
        return new Words(
                "No upstream of this key speaks " + (protocol == null ? "this protocol" : protocol)
                        + "; use another endpoint, or the operator can add an upstream of that protocol.",
                "此密钥没有支持" + (protocol == null ? "该协议" : "协议 " + protocol + " ") + "的上游；请使用其他端点，或由管理员添加该协议的上游。");
    }

    public static Words noUpstreamForAgent(String agent) {
        return new Words(
                "No upstream serves the agent " + agent + "; the operator can add it to 'agents' of an upstream.",
                "没有上游服务于代理 " + agent + "；管理员可将其加入某个上游的 'agents'。");
    }

    public static Words noUpstreamForModel(String model) {
        return new Words(
                "No upstream serves the model '" + shortened(model)
                        + "'; choose another one, or the operator can add it to 'allowedModels' of an upstream.",
                "没有上游提供模型 '" + shortened(model) + "'；请选择其他模型，或由管理员将其加入某个上游的 'allowedModels'。");
    }

    /** @param back when the first of them may be back; null when nobody knows */
    public static Words everyUpstreamOut(@Nullable Duration back) {
        long seconds = back == null ? 0 : Math.max(1, back.toSeconds());
        return new Words(
                "Every upstream for this request is out of service after failures; try again "
                        + (back == null ? "later." : "in " + seconds + " s."),
                "可处理此请求的所有上游均因故障停用；请" + (back == null ? "稍后" : "在 " + seconds + " 秒后") + "重试。");
    }

    private static String quoted(String text) {
        return '"' + shortened(text) + '"';
    }

    /** What the client sent, cut to a length that a message can hold. */
    private static String shortened(String text) {
        String cut = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
