package io.ccgate.durability;

import io.ccgate.durability.Load.Answered;
import io.ccgate.fixture.GatewayFolder;
import io.ccgate.mock.MockUpstream;
import io.ccgate.usage.verify.BooksCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Kills a gateway under load, over and over on the same data folder, and compares its books after each time with what
 * the upstream counted and what the clients were answered. With {@code fsync: always} nothing a client has seen the end
 * of may be missing, and nothing may stand there twice or that the upstream did not serve.
 */
public final class Crashes {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_ANSWERS = 150;
    private static final LocalDate END = LocalDate.of(9999, 12, 31);

    private final GatewayFolder files;
    private final MockUpstream upstream;
    private final Random random;
    private final Set<String> acknowledged = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private long kills;

    /**
     * What all of it came to.
     *
     * @param faults what must not have happened; empty when all is well
     * @param acknowledged answers whose end a client has seen
     * @param records lines in the books
     * @param served requests that the upstream counted
     */
    record Outcome(
            List<String> faults,
            long kills,
            long acknowledged,
            long records,
            long served,
            long tokensInBooks,
            long tokensServed) {}

    private Crashes(Path folder, MockUpstream upstream, long seed) {
        this.upstream = upstream;
        this.files = GatewayFolder.in(folder)
                .upstreams("\"strategy\": \"round_robin\"", GatewayFolder.upstream("demo", upstream.uri(), ""))
                .fsync("always");
        this.random = new Random(seed);
    }

    /** Kills so often; every number a test needs comes back. */
    static Outcome run(Path folder, int times, long seed) throws IOException {
        try (MockUpstream upstream = MockUpstream.start()) {
            Crashes crashes = new Crashes(folder, upstream, seed);
            for (int i = 0; i < times && crashes.faults.isEmpty(); i++) {
                crashes.once();
            }
            return crashes.outcome();
        }
    }

    private void once() throws IOException {
        try (GatewayChild gateway = GatewayChild.start(files)) {
            Load load = new Load(gateway.url());
            int answers = 1 + random.nextInt(MOST_ANSWERS);
            if (!load.await(answers, PATIENCE)) {
                faults.add("fewer than " + answers + " answers within " + PATIENCE);
            }
            gateway.kill();
            load.close();
            load.answered().stream().map(Answered::id).forEach(acknowledged::add);
            load.surprises().forEach(surprise -> faults.add("an answer nobody expected: " + surprise));
        }
        kills++;
        check();
    }

    private void check() throws IOException {
        BooksCheck.Result books = BooksCheck.run(files.data(), Optional.empty(), LocalDate.EPOCH, END);
        books.findings().stream()
                .filter(finding -> finding.problem())
                .forEach(finding -> faults.add("verify: " + finding));
        // The last line may be torn by the kill; the ids of the whole ones are what counts.
        Set<String> recorded = new HashSet<>(files.written().ids());
        Set<String> lost =
                acknowledged.stream().filter(id -> !recorded.contains(id)).collect(Collectors.toSet());
        if (!lost.isEmpty()) {
            faults.add(lost.size() + " answers were acknowledged and are not in the books: " + lost);
        }
        if (books.sums().requests() > upstream.counters().requests()) {
            faults.add("the books have " + books.sums().requests() + " requests, the upstream served "
                    + upstream.counters().requests());
        }
        long unseen = upstream.counters().requests() - books.sums().requests();
        if (unseen > kills * Load.CLIENTS) {
            faults.add(unseen + " requests are not in the books, more than ran at " + kills + " kills");
        }
        if (books.sums().tokens() > upstream.counters().tokensBilled()) {
            faults.add("the books have " + books.sums().tokens() + " tokens, the upstream billed "
                    + upstream.counters().tokensBilled());
        }
    }

    private Outcome outcome() throws IOException {
        BooksCheck.Result books = BooksCheck.run(files.data(), Optional.empty(), LocalDate.EPOCH, END);
        return new Outcome(
                List.copyOf(faults),
                kills,
                acknowledged.size(),
                books.records(),
                upstream.counters().requests(),
                books.sums().tokens(),
                upstream.counters().tokensBilled());
    }

    /** {@code [times] [seed]}: kills so often and says what came of it; 1 when something is wrong. */
    @SuppressWarnings("SystemOut") // Somebody watches.
    public static void main(String[] args) throws IOException {
        int times = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
        Path folder = Files.createTempDirectory("ccgate-crash");
        System.out.println("killing " + times + " times, seed " + seed + ", in " + folder);
        Outcome outcome = run(folder, times, seed);
        System.out.println(outcome);
        outcome.faults().forEach(fault -> System.out.println("FAULT " + fault));
        System.exit(outcome.faults().isEmpty() && outcome.kills() == times ? 0 : 1);
    }
}
