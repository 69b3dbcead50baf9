package io.ccgate.admin;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ccgate.fixture.AdminClient;
import io.ccgate.fixture.RawClient;
import io.ccgate.fixture.RawClient.Answer;
import io.ccgate.fixture.RawUpstream;
import io.ccgate.fixture.TestGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A gateway with something of everything that its API shows, and what it says about its calls. */
final class ServedApi implements AutoCloseable {
    static final String WRITER = "Authorization: Bearer robot-token-0123456789";
    static final String READER = "Authorization: Bearer viewer-token-0123456789";
    static final String TENANT = "Authorization: Bearer " + TestGateway.KEY;
    private static final String AGENTS = """
        {"mcpServers": [{"name": "docs", "definition": {"command": "c"}, "agents": ["codex"]}],
         "prompts": [{"name": "house", "content": "Be kind.", "enabled": false, "agents": ["codex"]}]}
        """;

    private final RawUpstream upstream;
    private final TestGateway gateway;
    private final JsonNode openApi;
    private final Map<String, String> found;
    private final Map<String, String> files = new TreeMap<>();

    private ServedApi(RawUpstream upstream, TestGateway gateway) throws IOException {
        this.upstream = upstream;
        this.gateway = gateway;
        files.putAll(configFiles());
        AdminClient admin = AdminClient.of(gateway);
        openApi = admin.get("/admin/v1/openapi.json").json();
        RawClient.ask(gateway, RawClient.post("/v1/messages", "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[]}"));
        String request = await().until(
                        () -> admin.get("/admin/v1/logs/requests")
                                .json()
                                .at("/items/0/id")
                                .asText(),
                        id -> !id.isEmpty());
        found = Map.of(
                "request",
                request,
                "key",
                admin.get("/admin/v1/tenants/t").json().at("/keys/0/id").asText());
    }

    static ServedApi in(Path folder) throws IOException {
        RawUpstream upstream = RawUpstream.answering(RawUpstream.json(200, "{\"data\":[]}"));
        TestGateway gateway = TestGateway.in(folder)
                .upstream("u", upstream.url(), "anthropic", "")
                .sections(", \"requestLog\": {\"mode\": \"all\"}")
                .start();
        Files.writeString(gateway.configFolder().resolve("agents.json"), AGENTS);
        gateway.edit("tenants.json", text -> text.replace("\"key\":", "\"keys\": [\"sk-another-of-them\"], \"key\":"));
        gateway.edit("server.json", text -> text.replace("\"test-password\"", """
            "test-password", "tokens": [
                {"name": "viewer", "token": "viewer-token-0123456789", "role": "read"},
                {"name": "robot", "token": "robot-token-0123456789", "role": "write"}]\
            """));
        return new ServedApi(upstream, gateway);
    }

    JsonNode openApi() {
        return openApi;
    }

    /** What deletes comes last, so that the others find something. */
    List<ApiOperation> operations() {
        List<ApiOperation> all = ApiOperation.all(openApi);
        all.sort(Comparator.comparing(operation -> operation.method().equals("DELETE")));
        return all;
    }

    Map<String, String> values(ApiOperation operation) {
        return GoodCalls.variables(operation.template(), found);
    }

    Path dataFolder() {
        return gateway.dataFolder();
    }

    /** A call that is accepted, but for its headers. */
    Answer good(ApiOperation operation, String... headers) throws IOException {
        return send(
                operation.method(),
                operation.path(values(operation)),
                GoodCalls.body(operation),
                "application/json",
                headers);
    }

    /** The answer; of a stream of events its head. */
    Answer send(String method, String target, byte[] body, String type, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(method + ' ' + target + " HTTP/1.1\r\nHost: gateway\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (body != null) {
            head.append("Content-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n");
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        request.writeBytes(body == null ? new byte[0] : body);
        try (RawClient client = RawClient.to(gateway)) {
            try {
                client.send(request.toByteArray());
            } catch (IOException refusedAlready) {
                // The answer is there all the same.
            }
            return client.readUnlessEvents();
        }
    }

    static JsonNode json(Answer answer) {
        return new AdminClient.Reply(answer).json();
    }

    private Map<String, String> configFiles() throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (Stream<Path> all = Files.list(gateway.configFolder())) {
            for (Path file : all.toList()) {
                String name = String.valueOf(file.getFileName());
                if (!name.startsWith(".")) {
                    texts.put(name, Files.readString(file));
                }
            }
        }
        return texts;
    }

    /** Files of the configuration that are not as they were, by name. */
    Map<String, String> changed() throws IOException {
        Map<String, String> now = configFiles();
        Map<String, String> differs = new TreeMap<>();
        Set<String> names = new TreeSet<>(now.keySet());
        names.addAll(files.keySet());
        for (String name : names) {
            if (!files.getOrDefault(name, "").equals(now.getOrDefault(name, ""))) {
                differs.put(name, now.getOrDefault(name, "gone"));
            }
        }
        return differs;
    }

    /** The configuration as it was before. */
    void restore() throws IOException {
        Map<String, String> differs = changed();
        for (String name : differs.keySet()) {
            Path file = gateway.configFolder().resolve(name);
            if (files.containsKey(name)) {
                Files.writeString(file, files.get(name));
            } else {
                Files.delete(file);
            }
        }
        if (!differs.isEmpty()) {
            gateway.edit("server.json", text -> text);
        }
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        upstream.close();
    }
}
