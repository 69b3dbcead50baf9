package io.ccgate.config.init;

import io.ccgate.config.shape.JsonText;

/** The texts of a first configuration. */
final class Templates {
    private Templates() {}

    static String server(ConfigInit.Options options, String passwordHash) {
        return """
                // How the gateway listens and is administrated. All keys: config/README.md.
                {
                  "server": {
                    "listeners": [
                      { "host": %s, "port": %d }
                    ]
                  },
                  "admin": {
                    "username": "admin",
                    "passwordHash": %s // of the password that was printed once; a new one: ccgate key hash --password
                  }
                }
                """.formatted(quoted(options.host()), options.port(), quoted(passwordHash));
    }

    static String tenants(String hashedKey) {
        return """
                // Who may call. Only hashes of the keys stand here: ccgate key new, ccgate key hash.
                {
                  "tenants": [
                    {
                      "id": "default",
                      "name": "Default",
                      "keys": [%s],
                      "allowedModels": ["*"]
                      // "limits": { "daily": { "maxUSD": 20 } }
                    }
                  ]
                }
                """.formatted(quoted(hashedKey));
    }

    static String upstreams(ConfigInit.Options options) {
        return options.demo().map(Templates::demo).orElse(PROVIDERS);
    }

    private static String demo(String url) {
        String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        return """
                // Provider accounts. These four are the demo upstream, once for each protocol; put your own in their place.
                {
                  "upstreams": [
                    { "id": "demo-anthropic", "name": "Demo (Claude)", "url": %1$s, "key": "demo", "protocol": "anthropic" },
                    { "id": "demo-chat", "name": "Demo (Chat)", "url": %1$s, "key": "demo", "protocol": "openai-chat" },
                    { "id": "demo-responses", "name": "Demo (Responses)", "url": %1$s, "key": "demo", "protocol": "openai-responses" },
                    { "id": "demo-gemini", "name": "Demo (Gemini)", "url": %1$s, "key": "demo", "protocol": "gemini" }
                  ],
                  "loadBalancer": { "strategy": "availability_first" }
                }
                """.formatted(quoted(base));
    }

    private static final String PROVIDERS = """
            // Provider accounts. Set the variables, and "enabled" of those you have.
            {
              "upstreams": [
                {
                  "id": "anthropic",
                  "url": "https://api.anthropic.com",
                  "key": "${env:ANTHROPIC_API_KEY:-}",
                  "protocol": "anthropic",
                  "auth": "x-api-key",
                  "allowedModels": ["claude*"]
                },
                {
                  "id": "openai",
                  "url": "https://api.openai.com/v1",
                  "key": "${env:OPENAI_API_KEY:-}",
                  "protocol": "openai-responses",
                  "auth": "bearer",
                  "allowedModels": ["gpt*", "o3*", "o4*"]
                },
                {
                  "id": "openai-chat",
                  "url": "https://api.openai.com/v1",
                  "key": "${env:OPENAI_API_KEY:-}",
                  "protocol": "openai-chat",
                  "auth": "bearer",
                  "allowedModels": ["gpt*", "o3*", "o4*"]
                },
                {
                  "id": "gemini",
                  "url": "https://generativelanguage.googleapis.com",
                  "key": "${env:GEMINI_API_KEY:-}",
                  "protocol": "gemini",
                  "auth": "x-goog-api-key",
                  "allowedModels": ["gemini*"]
                }
              ],
              "loadBalancer": { "strategy": "availability_first" }
            }
            """;

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder();
        JsonText.quote(text, out);
        return out.toString();
    }
}
