package io.ccgate.cli.port;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Examines everything that a gateway needs to work, without starting one. */
public interface Doctor {
    /**
     * Examines all of it. Calls upstreams only with what costs nothing. Takes a minute at most, most of the time a second or two.
     *
     * @param config folder of the configuration files
     * @param data folder of usage and logs
     */
    List<Check> examine(Path config, Path data) throws InterruptedException;

    /**
     * One thing that was looked at. Holds no secret.
     *
     * @param area {@code config}, {@code ports}, {@code disk}, {@code clock} or {@code upstream ID}
     * @param name what in the area
     * @param finding what was seen
     * @param remedy what to do; empty when there is nothing to do
     */
    record Check(String area, String name, Outcome outcome, String finding, String remedy) {}

    /** How it is. */
    enum Outcome {
        OK,
        /** It could not be learned without cost, or something else has to be put right first. */
        NOT_CHECKED,
        /** The gateway works, but not as well as it could. */
        WARNING,
        /** Requests will fail. */
        PROBLEM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
