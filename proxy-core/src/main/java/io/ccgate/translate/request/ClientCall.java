package io.ccgate.translate.request;

/**
 * What the request line says about the call: for Gemini the method and {@code alt} decide how the answer comes, the others
 * say it in the body.
 */
public record ClientCall(boolean streamMethod, boolean sse) {
    /** @param target path and query as the client sent them */
    public static ClientCall of(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        boolean sse = query >= 0 && ("&" + target.substring(query + 1)).contains("&alt=sse");
        return new ClientCall(path.endsWith(":streamGenerateContent"), sse);
    }
}
