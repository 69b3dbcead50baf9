package io.ccgate.config.load;

import io.ccgate.config.check.ConfigChecks;
import io.ccgate.config.check.Findings;
import io.ccgate.config.check.Place;
import io.ccgate.config.file.AgentsFile;
import io.ccgate.config.file.ConfigFile;
import io.ccgate.config.file.ModelsFile;
import io.ccgate.config.file.PricingFile;
import io.ccgate.config.file.ServerFile;
import io.ccgate.config.file.TenantsFile;
import io.ccgate.config.file.UpstreamsFile;
import io.ccgate.config.model.Config;
import io.ccgate.config.model.TenantConfig;
import io.ccgate.config.secret.References;
import io.ccgate.config.shape.Origins;
import io.ccgate.config.shape.Reading;
import io.ccgate.config.shape.Shape;
import io.ccgate.config.tree.Document;
import io.ccgate.config.tree.Node;
import io.ccgate.config.tree.Parser;
import io.ccgate.config.tree.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration folder. Immutable; may be used from any thread, also at once. Reads files, so never call it on an
 * event loop.
 */
public final class ConfigLoader {
    private static final int TRIES = 5;

    private final Path folder;
    private final Function<String, @Nullable String> environment;
    private final InstantSource clock;

    /**
     * @param folder holds the files
     * @param environment value of a variable, null when it is not set
     * @param clock tells whether something has expired
     */
    public ConfigLoader(Path folder, Function<String, @Nullable String> environment, InstantSource clock) {
        this.folder = folder;
        this.environment = environment;
        this.clock = clock;
    }

    /** The folder that is read. */
    public Path folder() {
        return folder;
    }

    /** Reads and checks all files. Never throws for what a user wrote. */
    public LoadResult load() {
        return load(Map.of());
    }

    /**
     * Reads and checks all files, with some of them as they would be after an edit.
     *
     * @param instead contents by file name; an empty one means that there is no such file
     */
    public LoadResult load(Map<String, byte[]> instead) {
        if (!Files.isDirectory(folder)) {
            Findings findings = new Findings();
            findings.error(
                    Place.ofFile(folder.toString()),
                    "there is no such folder",
                    "name the configuration folder with --config, or let \"ccgate init\" write one");
            return new LoadResult(Optional.empty(), findings.sorted(), new Fingerprint().hex(), Set.of());
        }
        for (int i = 1; ; i++) {
            Map<String, byte[]> contents = new LinkedHashMap<>(PendingVersion.read(folder));
            boolean pending = !contents.isEmpty();
            contents.putAll(instead);
            Run run = new Run(new Findings(), contents);
            LoadResult result = run.load();
            // Several files may have been replaced between the reading of the first and the last: never half a set.
            boolean still = pending == Files.exists(PendingVersion.in(folder)) && run.files.areStillSo();
            if (still || i == TRIES) {
                return result;
            }
        }
    }

    /** One load. */
    private final class Run {
        private final Findings findings;
        private final ConfigFolder files;
        private final References references;
        private final Origins origins = new Origins();
        private final Map<ConfigFile, String> names = new EnumMap<>(ConfigFile.class);
        private final Fingerprint fingerprint = new Fingerprint();

        Run(Findings findings, Map<String, byte[]> instead) {
            this.findings = findings;
            this.files = new ConfigFolder(folder, findings, instead);
            this.references = new References(folder, environment);
        }

        LoadResult load() {
            ConfigFile[] order = ConfigFile.values();
            Map<ConfigFile, Document> documents = new EnumMap<>(ConfigFile.class);
            for (ConfigFile file : order) {
                document(file).ifPresent(document -> documents.put(file, document));
            }
            ServerFile.Content server = read(ConfigFile.SERVER, ServerFile.SHAPE, documents);
            PricingFile.Content list = Shipped.pricing();
            PricingFile.Content pricing = names.containsKey(ConfigFile.PRICING)
                    ? read(ConfigFile.PRICING, PricingFile.SHAPE, documents)
                    : list;
            UpstreamsFile.Context context =
                    new UpstreamsFile.Context(server.server().timeouts(), server.proxy(), pricing.unit());
            UpstreamsFile.Content upstreams = read(ConfigFile.UPSTREAMS, UpstreamsFile.shape(context), documents);
            List<TenantConfig> tenants = read(ConfigFile.TENANTS, TenantsFile.SHAPE, documents);
            Config config = new Config(
                    server.server(),
                    upstreams.upstreams(),
                    upstreams.loadBalancer(),
                    tenants,
                    pricing.pricing(),
                    read(ConfigFile.MODELS, ModelsFile.SHAPE, documents).over(Shipped.models()),
                    read(ConfigFile.AGENTS, AgentsFile.SHAPE, documents));
            ConfigChecks.run(config, origins, findings, list.pricing().prices(), clock.instant());
            references.files().forEach((path, bytes) -> fingerprint.add(path.toString(), bytes));
            Optional<Config> good = findings.hasErrors() ? Optional.empty() : Optional.of(config);
            return new LoadResult(
                    good,
                    findings.sorted(),
                    fingerprint.hex(),
                    references.files().keySet());
        }

        private Optional<Document> document(ConfigFile file) {
            Optional<ConfigFolder.Raw> found = files.find(file);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            ConfigFolder.Raw raw = found.get();
            names.put(file, raw.name());
            fingerprint.add(raw.name(), raw.bytes());
            Optional<Document> document = files.decode(raw)
                    .flatMap(source -> Parser.parse(source, findings))
                    .map(parsed -> file == ConfigFile.AGENTS
                            ? Interpolation.ofFiles(parsed, references, findings)
                            : Interpolation.apply(parsed, references, findings));
            if (document.isPresent() && ConfigFolder.isReadableByAll(raw.path())) {
                origins.markReadableByAll(raw.name());
            }
            return document;
        }

        /** A file that is missing or broken counts as empty, so that the others can still be judged. */
        private <T> T read(ConfigFile file, Shape<T> shape, Map<ConfigFile, Document> documents) {
            Document document = documents.get(file);
            Optional<T> content = Optional.empty();
            if (document != null) {
                content = new Reading(document, folder, findings, origins).read(shape, document.root());
            }
            return content.orElseGet(() -> empty(file, shape));
        }

        private <T> T empty(ConfigFile file, Shape<T> shape) {
            Node nothing = new Node.ObjectNode(new Node.Span(0, 0), List.of());
            Document document = new Document(new Source(names.getOrDefault(file, file.json()), ""), nothing);
            return new Reading(document, folder, new Findings(), origins)
                    .read(shape, nothing)
                    .orElseThrow(() -> new IllegalStateException(file + " has no defaults"));
        }
    }
}
