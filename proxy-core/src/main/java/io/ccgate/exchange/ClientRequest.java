package io.ccgate.exchange;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetAddress;

/**
 * The head of a client's request, its framing already checked.
 *
 * @param path before the first {@code ?}
 * @param query behind it, without the {@code ?}; empty when there is none
 * @param http10 whether the client speaks HTTP/1.0 and so takes no chunked answer
 * @param keepAlive whether the client wants the connection kept
 * @param client address the request is attributed to
 * @param encryptedBefore whether a trusted proxy says that the client's connection to it is encrypted
 * @param contentLength announced length of the body; -1 when none is announced
 */
public record ClientRequest(
        HttpMethod method,
        String path,
        String query,
        HttpHeaders headers,
        boolean http10,
        boolean keepAlive,
        InetAddress client,
        boolean encryptedBefore,
        long contentLength) {}
