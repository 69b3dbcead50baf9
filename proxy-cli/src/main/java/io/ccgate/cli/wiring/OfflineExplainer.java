package io.ccgate.cli.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ccgate.LoneExplanation;
import io.ccgate.admin.api.AdminProblem;
import io.ccgate.cli.exit.CommandFailure;
import io.ccgate.cli.port.AdminApi.Answer;
import io.ccgate.cli.port.Explainer;
import io.ccgate.config.check.FindingFormat;
import io.ccgate.config.load.ConfigLoader;
import io.ccgate.config.load.LoadResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Explains with the gateway's own rules, over the files. */
public final class OfflineExplainer implements Explainer {
    @Override
    public Answer explain(Path config, Path data, String question) throws IOException {
        InstantSource clock = InstantSource.system();
        LoadResult loaded = new ConfigLoader(config, System::getenv, clock).load();
        if (loaded.config().isEmpty()) {
            throw new CommandFailure("the configuration in " + config + " is not good:\n"
                    + FindingFormat.TEXT.render(loaded.findings()).stripTrailing());
        }
        try {
            return new Answer(
                    200,
                    LoneExplanation.of(loaded, data, new ObjectMapper().readTree(question), clock)
                            .toString());
        } catch (AdminProblem problem) {
            return new Answer(problem.status(), problem.json().toString());
        }
    }
}
