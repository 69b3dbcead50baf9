package io.ccgate.error;

import static java.util.Map.entry;

import java.util.Map;

/**
 * Technical details that end a sentence: named in English where they are found, by code that knows nothing of languages, and
 * looked up here. One that is not listed stays English, as names of headers and fields do anyway.
 */
final class Details {
    private static final Map<String, String> CHINESE = Map.ofEntries(
            // What an upstream was waited for.
            entry("connect", "建立连接"),
            entry("TLS handshake", "TLS 握手"),
            entry("answer head", "应答头"),
            entry("error answer", "错误应答"),
            entry("first content", "首段内容"),
            entry("next bytes of the answer", "应答的后续数据"),
            // Why it cannot be reached.
            entry("its host name does not resolve", "无法解析其主机名"),
            entry("connection refused or no route", "连接被拒绝或没有路由"),
            entry("the connection broke while it was made", "连接在建立过程中断开"),
            entry("its forward proxy refused or did not answer", "其转发代理拒绝连接或未应答"),
            entry("TLS handshake failed", "TLS 握手失败"),
            entry("its certificate is for another host name", "其证书属于另一个主机名"),
            entry("its certificate is out of date", "其证书不在有效期内"),
            entry("its certificate is not trusted", "其证书不受信任"),
            // How it broke HTTP.
            entry("its head is larger than allowed", "其应答头超过允许的大小"),
            entry("lines do not end in CRLF", "行未以 CRLF 结尾"),
            entry("malformed chunk", "分块格式错误"),
            entry("malformed header", "头部格式错误"),
            entry("malformed status line", "状态行格式错误"),
            entry("it cannot be parsed", "无法解析"),
            // What is wrong with a request's body.
            entry("the body is empty", "请求体为空"),
            entry("the body ends before its JSON object does", "请求体在其 JSON 对象结束之前中断"),
            entry("bytes follow the JSON object", "JSON 对象之后还有多余字节"),
            entry("the body is not UTF-8; UTF-16 and UTF-32 are not understood", "请求体不是 UTF-8；不支持 UTF-16 和 UTF-32"),
            entry("the body must be a JSON object", "请求体必须是 JSON 对象"),
            entry("\"model\" appears twice at the top level", "顶层出现了两个 \"model\""),
            entry("a top-level key differs from \"model\" in case only", "有一个顶层键与 \"model\" 仅大小写不同"),
            entry("\"model\" is no valid string or too long", "\"model\" 不是有效的字符串或过长"),
            entry("\"model\" must be a string", "\"model\" 必须是字符串"),
            // What is wrong with its head.
            entry("the request is not well-formed HTTP/1.1", "请求不是格式正确的 HTTP/1.1"),
            entry("only HTTP/1.0 and HTTP/1.1 are served", "仅支持 HTTP/1.0 和 HTTP/1.1"),
            entry("the request target holds a character that must be percent-encoded", "请求地址含有必须进行百分号编码的字符"),
            entry("the request target is neither a path nor an http URL", "请求地址既不是路径也不是 http URL"),
            entry("exactly one Host header is needed", "必须有且仅有一个 Host 头"),
            entry("the only transfer coding served is 'chunked', on HTTP/1.1", "仅支持 HTTP/1.1 上的 'chunked' 传输编码"),
            entry(
                    "the path has dot segments, doubled slashes, backslashes or needlessly encoded characters",
                    "路径含有点段、重复斜杠、反斜杠或不必要的编码字符"));

    private Details() {}

    static String chinese(String english) {
        return CHINESE.getOrDefault(english, english);
    }
}
