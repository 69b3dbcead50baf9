package io.ccgate.config.file;

import io.ccgate.config.shape.Shape;
import java.util.List;

/** The files of a configuration folder, in the order in which findings are told. */
public enum ConfigFile {
    SERVER("server", false),
    UPSTREAMS("upstreams", true),
    TENANTS("tenants", true),
    PRICING("pricing", false),
    MODELS("models", false),
    AGENTS("agents", false);

    private final String id;
    private final boolean required;

    ConfigFile(String id, boolean required) {
        this.id = id;
        this.required = required;
    }

    /** The name without extension. */
    public String id() {
        return id;
    }

    /** Whether a folder without it is incomplete; the others have defaults. */
    public boolean isRequired() {
        return required;
    }

    /** The name it has unless the user prefers YAML. */
    public String json() {
        return id + ".json";
    }

    /** All names it may have. */
    public List<String> names() {
        return List.of(json(), id + ".yaml", id + ".yml");
    }

    /** Its keys. */
    public Shape<?> shape() {
        return switch (this) {
            case SERVER -> ServerFile.SHAPE;
            case UPSTREAMS -> UpstreamsFile.shape(UpstreamsFile.Context.DEFAULT);
            case TENANTS -> TenantsFile.SHAPE;
            case PRICING -> PricingFile.SHAPE;
            case MODELS -> ModelsFile.SHAPE;
            case AGENTS -> AgentsFile.SHAPE;
        };
    }
}
