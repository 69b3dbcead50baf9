package io.ccgate.config.load;

import io.ccgate.config.check.Findings;
import io.ccgate.config.file.ModelsFile;
import io.ccgate.config.file.PricingFile;
import io.ccgate.config.model.ModelsConfig;
import io.ccgate.config.shape.Origins;
import io.ccgate.config.shape.Reading;
import io.ccgate.config.shape.Shape;
import io.ccgate.config.tree.Parser;
import io.ccgate.config.tree.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The tables the jar brings along: list prices with their date, and what models accept. */
public final class Shipped {
    private Shipped() {}

    /** {@code pricing.json} for those who have none. */
    public static PricingFile.Content pricing() {
        return read("pricing.json", PricingFile.SHAPE);
    }

    /** The table that {@code models.json} is laid over. */
    public static ModelsConfig models() {
        return read("models.json", ModelsFile.SHAPE).over(ModelsFile.EMPTY);
    }

    /** The text of a shipped file, comments included. */
    public static String text(String name) {
        try (InputStream in = Shipped.class.getResourceAsStream("/io/ccgate/config/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(String name, Shape<T> shape) {
        Findings findings = new Findings();
        return Parser.parse(new Source("shipped " + name, text(name)), findings)
                .flatMap(document ->
                        new Reading(document, Path.of(""), findings, new Origins()).read(shape, document.root()))
                .filter(value -> !findings.hasErrors())
                .orElseThrow(() -> new IllegalStateException("shipped " + name + ": " + findings.sorted()));
    }
}
