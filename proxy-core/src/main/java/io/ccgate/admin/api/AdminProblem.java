package io.ccgate.admin.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.check.Finding;
import java.util.List;
import java.util.Optional;

/**
 * Why a call was refused, as the caller is told: {@code application/problem+json} (RFC 9457) with {@code field} and
 * {@code remedy} beside the usual members. The message is shown as it is, so no secret may be in it.
 */
public final class AdminProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a caller sent comes back in part only. */
    private static final int LONGEST = 500;

    private final int status;
    private final String title;
    private final transient Optional<String> field;
    private final transient Optional<String> remedy;
    private final transient List<Finding> findings;
    private final int retryAfterSeconds;

    private AdminProblem(
            int status,
            String title,
            String detail,
            Optional<String> field,
            Optional<String> remedy,
            List<Finding> findings,
            int retryAfterSeconds) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.field = field;
        this.remedy = remedy;
        this.findings = findings;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    private static AdminProblem of(int status, String title, String detail, Optional<String> remedy) {
        return new AdminProblem(status, title, detail, Optional.empty(), remedy, List.of(), 0);
    }

    /** 400: the request cannot be read at all. */
    public static AdminProblem badRequest(String detail, String remedy) {
        return of(400, "Bad request", detail, Optional.of(remedy));
    }

    /** 401. */
    public static AdminProblem notLoggedIn(String detail, String remedy) {
        return of(401, "Not logged in", detail, Optional.of(remedy));
    }

    /** 403. */
    public static AdminProblem forbidden(String detail, String remedy) {
        return of(403, "Not allowed", detail, Optional.of(remedy));
    }

    /**
     * 404.
     *
     * @param what such as {@code "provider \"a\""}
     */
    public static AdminProblem notFound(String what) {
        return of(404, "Not found", "there is no " + what, Optional.of("look at the list of what there is"));
    }

    /** 409: it clashes with what is there. */
    public static AdminProblem conflict(String detail, String remedy) {
        return of(409, "Conflict", detail, Optional.of(remedy));
    }

    /** 412: somebody changed it meanwhile. */
    public static AdminProblem changedMeanwhile() {
        return of(
                412,
                "Changed meanwhile",
                "this is no longer what you saw: it was changed by somebody else",
                Optional.of("read it again, look at what changed, and repeat your change with the new ETag"));
    }

    /** 428: the caller must say what it saw. */
    public static AdminProblem ifMatchMissing() {
        return of(
                428,
                "Precondition required",
                "the request does not say which state it changes",
                Optional.of("send the ETag of what you read as If-Match"));
    }

    /** 413. */
    public static AdminProblem tooLarge(String detail, String remedy) {
        return of(413, "Too large", detail, Optional.of(remedy));
    }

    /**
     * 422: one value is wrong.
     *
     * @param field a JSON pointer into the body, or the name of a parameter
     */
    public static AdminProblem invalid(String field, String detail, String remedy) {
        return new AdminProblem(422, "Invalid", detail, Optional.of(field), Optional.of(remedy), List.of(), 0);
    }

    /** 422: the configuration would be in error. */
    public static AdminProblem invalid(List<Finding> findings) {
        Finding first = findings.get(0);
        return new AdminProblem(
                422,
                "Invalid",
                first.problem(),
                Optional.of(first.pointer()),
                Optional.of(first.remedy()),
                List.copyOf(findings),
                0);
    }

    /**
     * 429.
     *
     * @param seconds until another try is looked at
     */
    public static AdminProblem tooManyTries(int seconds) {
        return new AdminProblem(
                429,
                "Too many tries",
                "too many failed tries from this address",
                Optional.empty(),
                Optional.of("try again in " + seconds + " s"),
                List.of(),
                seconds);
    }

    /** 500: the gateway's own fault. */
    public static AdminProblem failed(String requestId) {
        return of(
                500,
                "Failed",
                "the gateway failed to answer",
                Optional.of("look for " + requestId + " in the gateway's log"));
    }

    /** 503: too much at a time, or stopping, or not available here. */
    public static AdminProblem unavailable(String detail, String remedy) {
        return of(503, "Unavailable", detail, Optional.of(remedy));
    }

    /** With any status that has no name here. */
    public static AdminProblem other(int status, String title, String detail, String remedy) {
        return of(status, title, detail, Optional.of(remedy));
    }

    public int status() {
        return status;
    }

    /** 0 when there is nothing to wait for. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** The body of the answer. */
    public ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("type", "about:blank");
        node.put("title", title);
        node.put("status", status);
        node.put("detail", shortened(String.valueOf(getMessage())));
        field.ifPresent(value -> node.put("field", shortened(value)));
        remedy.ifPresent(value -> node.put("remedy", value));
        if (!findings.isEmpty()) {
            FindingJson.into(node.putArray("findings"), findings);
        }
        return node;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
