// A small MCP server for the proof of the agents' settings: one tool that tells a word only this server knows.
//   node mcp-demo.mjs stdio WORD LOG            speaks over standard input and output
//   node mcp-demo.mjs http WORD LOG             listens on a free port of loopback and prints it
//   node mcp-demo.mjs refuse - LOG              no MCP: answers 404 to everything; stands for a provider of the user's own
// LOG gets a line for each call.
import { appendFileSync } from "node:fs";
import { createServer } from "node:http";
import { createInterface } from "node:readline";

const [mode, word, log] = process.argv.slice(2);
const tool = { name: `tell_${mode}_word`, description: "Tells the word.", inputSchema: { type: "object", properties: {} } };

function answer({ id, method, params }) {
  const result = {
    initialize: () => ({
      protocolVersion: params?.protocolVersion ?? "2025-06-18",
      capabilities: { tools: {} },
      serverInfo: { name: "demo", version: "1" },
    }),
    ping: () => ({}),
    "tools/list": () => ({ tools: [tool] }),
    "tools/call": () => {
      appendFileSync(log, `${mode} ${params.name}\n`);
      return { content: [{ type: "text", text: `The word is ${word}.` }] };
    },
  }[method];
  if (id === undefined) return null;
  return result
    ? { jsonrpc: "2.0", id, result: result() }
    : { jsonrpc: "2.0", id, error: { code: -32601, message: `no method ${method}` } };
}

function serve(handler) {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => handler(request, response, body));
  });
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));
}

if (mode === "stdio") {
  createInterface({ input: process.stdin }).on("line", (line) => {
    const reply = line.trim() ? answer(JSON.parse(line)) : null;
    if (reply) console.log(JSON.stringify(reply));
  });
} else if (mode === "http") {
  serve((request, response, body) => {
    if (request.method !== "POST") return response.writeHead(405).end();
    const reply = answer(JSON.parse(body));
    if (!reply) return response.writeHead(202).end();
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(reply));
  });
} else {
  serve((request, response) => {
    appendFileSync(log, `${request.method} ${request.url}\n`);
    response.writeHead(404, { "content-type": "application/json" });
    response.end('{"type":"error","error":{"type":"not_found_error","message":"not here","code":404}}');
  });
}
