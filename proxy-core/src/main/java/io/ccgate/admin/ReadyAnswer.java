package io.ccgate.admin;

/** {@code GET /ready}: whether a load balancer should send requests here. Pure. */
public final class ReadyAnswer {
    private static final Answer READY = new Answer(200, "{\"status\":\"ready\"}");
    private static final Answer DRAINING = new Answer(503, "{\"status\":\"draining\"}");

    private ReadyAnswer() {}

    /**
     * @param draining whether the gateway is stopping: running requests finish, new ones belong elsewhere
     */
    public static Answer of(boolean draining) {
        return draining ? DRAINING : READY;
    }
}
