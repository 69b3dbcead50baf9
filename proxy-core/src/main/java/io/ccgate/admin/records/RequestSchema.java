package io.ccgate.admin.records;

import io.ccgate.admin.api.Schema;

/** What a request of the log looks like. */
final class RequestSchema {
    private static final Schema MICROS = Schema.whole().described("microseconds since the request's head was read");

    private static final Schema ATTEMPT = Schema.object()
            .with("provider", Schema.text())
            .with("model", Schema.text())
            .with("status", Schema.whole().described("0 when no answer came"))
            .optional("error", Schema.text())
            .optional("started", MICROS)
            .optional("connected", MICROS)
            .optional("sent", MICROS)
            .optional("head", MICROS)
            .optional("first_content", MICROS)
            .optional("ended", MICROS);

    /** In a list. */
    static final Schema LINE =
            line().optional("detail", Schema.object().with("at", Schema.whole()).with("size", Schema.whole()));

    /** By itself. */
    static final Schema DETAIL = detail("client")
            .optional("client_query", Schema.text())
            .optional("forward_url", Schema.text())
            .optional("response_status", Schema.text())
            .optional("response_body_is_provider_body", Schema.flag())
            .optional("provider_status", Schema.text())
            .optional("earlier_attempts", Schema.list(Schema.map(Schema.anything())))
            .optional("detail_error", Schema.text());

    private RequestSchema() {}

    private static Schema line() {
        return Schema.object()
                .with("time", Schema.instant().described("when it ended"))
                .with("id", Schema.text())
                .with("created_at", Schema.whole().described("the same in seconds since 1970"))
                .optional("tenant", Schema.text())
                .with("cli_type", Schema.text())
                .optional("protocol", Schema.text())
                .with("client_method", Schema.text())
                .with("client_path", Schema.text())
                .optional("model_id", Schema.text().described("as the client asked"))
                .optional("upstream_model", Schema.text())
                .optional("provider_id", Schema.text())
                .optional("provider_name", Schema.text())
                .with("status_code", Schema.whole())
                .with("success", Schema.flag())
                .optional("error_message", Schema.text())
                .with("elapsed_ms", Schema.whole())
                .optional("ttft_ms", Schema.whole())
                .with("stream", Schema.flag())
                .with("input_tokens", Schema.whole())
                .with("output_tokens", Schema.whole())
                .with("cache_creation_tokens", Schema.whole())
                .with("cache_read_tokens", Schema.whole())
                .with("reasoning_tokens", Schema.whole())
                .optional("estimated_because", Schema.text())
                .with("cost", Schema.number().described("US dollars"))
                .with("request_size", Schema.whole())
                .with("response_size", Schema.whole())
                .optional("session", Schema.text())
                .optional("sub_agent", Schema.text())
                .optional("parent_agent", Schema.text())
                .optional("user_agent", Schema.text())
                .optional("client_ip", Schema.text())
                .with(
                        "timeline_us",
                        Schema.object()
                                .optional("body", MICROS)
                                .optional("admitted", MICROS)
                                .optional("first_content", MICROS)
                                .optional("ended", MICROS))
                .with("attempts", Schema.list(ATTEMPT));
    }

    private static Schema detail(String first) {
        Schema schema = line();
        for (String part : new String[] {first, "forward", "provider", "response"}) {
            schema = schema.optional(part + "_headers", Schema.map(Schema.text()))
                    .optional(part + "_body", Schema.text())
                    .optional(part + "_body_base64", Schema.text().described("instead, where it is no text"))
                    .optional(part + "_body_size", Schema.whole().described("bytes that passed"))
                    .optional(part + "_body_cut", Schema.flag().described("whether less was kept"))
                    .optional(part + "_body_note", Schema.text());
        }
        return schema;
    }
}
