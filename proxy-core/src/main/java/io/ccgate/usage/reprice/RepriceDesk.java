package io.ccgate.usage.reprice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ccgate.config.model.Config;
import io.ccgate.usage.journal.UsageFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prices past requests anew for those who ask while a gateway runs, by the prices that it has in force: only it may write into its data
 * folder, and only so its counters know of the corrections at once. Whoever may write into the folder may ask: see
 * {@link RepriceVisit}. One thread at a time.
 */
public final class RepriceDesk {
    private static final Logger log = LoggerFactory.getLogger(RepriceDesk.class);
    /** Nobody waits for an answer to a question this old. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    private final Path folder;
    private final UsageFiles files;
    private final Supplier<Config> config;
    private final Repricing.Sink sink;
    private final InstantSource clock;

    /** @param sink writes corrections and counts them */
    public RepriceDesk(
            Path dataFolder, UsageFiles files, Supplier<Config> config, Repricing.Sink sink, InstantSource clock) {
        this.folder = RepriceNote.folder(dataFolder);
        this.files = files;
        this.config = config;
        this.sink = sink;
        this.clock = clock;
    }

    /**
     * Answers whoever waits. Reads and writes files, for minutes where much is to be priced.
     *
     * @return whether anything may have been written
     */
    public boolean serve() {
        boolean any = false;
        try (DirectoryStream<Path> notes = Files.newDirectoryStream(folder)) {
            for (Path note : notes) {
                if (Files.getLastModifiedTime(note)
                        .toInstant()
                        .isBefore(Instant.now().minus(FORGOTTEN))) {
                    Files.deleteIfExists(note);
                } else if (note.toString().endsWith(RepriceNote.ASKED)) {
                    any = true;
                    answer(note);
                }
            }
        } catch (NoSuchFileException nobodyEverAsked) {
            return false;
        } catch (IOException failed) {
            log.warn("A request to price usage anew cannot be answered: {}", failed.toString());
        }
        return any;
    }

    private void answer(Path asked) throws IOException {
        String name = asked.getFileName().toString();
        String id = name.substring(0, name.length() - RepriceNote.ASKED.length());
        Path begun = Files.move(asked, asked.resolveSibling(id + RepriceNote.BEGUN));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        try {
            answer = done(RepriceNote.question(begun));
        } catch (IOException | RuntimeException failed) {
            log.warn("Usage cannot be priced anew: {}", failed.toString());
            answer.put("error", "the gateway that runs could not do it: " + failed.getMessage());
        }
        RepriceNote.write(asked.resolveSibling(id + RepriceNote.ANSWER), answer);
        Files.deleteIfExists(begun);
    }

    private ObjectNode done(RepriceNote.Question question) throws IOException {
        Config inForce = config.get();
        if (!inForce.pricing().version().equals(question.prices())) {
            throw new IOException("it has other prices in force than the configuration folder that was named; have it"
                    + " reload, or name the folder that it runs on");
        }
        log.info(
                "Pricing usage anew from {} to {}",
                question.scope().from(),
                question.scope().to());
        return RepriceNote.of(new Repricing(files, inForce, clock).run(question.scope(), sink));
    }
}
