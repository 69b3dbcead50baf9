package io.ccgate.config.file;

import io.ccgate.config.model.PriceVersion;
import io.ccgate.config.model.PricingConfig;
import io.ccgate.config.model.PricingConfig.ModelPrice;
import io.ccgate.config.model.PricingConfig.ServiceTiers;
import io.ccgate.config.model.PricingConfig.UnknownModel;
import io.ccgate.config.shape.Either;
import io.ccgate.config.shape.Key;
import io.ccgate.config.shape.Mapped;
import io.ccgate.config.shape.Shape;
import io.ccgate.config.shape.Types;
import io.ccgate.config.shape.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code pricing.json}: what models cost. */
public final class PricingFile {

    /** What the file holds, and the unit it is written in. */
    public record Content(PricingConfig pricing, PriceUnit unit) {}

    /** A policy before the unit is known. */
    private sealed interface Policy {
        record Known(UnknownModel policy) implements Policy {}

        record Priced(PriceShape.Tokens tokens) implements Policy {}

        default UnknownModel in(PriceUnit unit) {
            if (this instanceof Priced priced) {
                return new UnknownModel.Priced(priced.tokens().in(unit));
            }
            return ((Known) this).policy();
        }
    }

    private static final Policy.Known[] KNOWN = {
        new Policy.Known(new UnknownModel.Free()), new Policy.Known(new UnknownModel.Refuse())
    };

    private static final Key<PriceUnit> UNIT = Key.of(
                    "unit",
                    Types.choice(PriceUnit.values(), PriceUnit::id),
                    "Tokens a price is for: a thousand or a million.")
            .or("per1k");
    private static final Key<Map<String, PriceShape.Row>> MODEL_PRICING = Key.of(
                    "modelPricing",
                    Types.map("model pattern", PriceShape.ROW),
                    "Prices by model name or pattern; an exact name wins, then the first pattern that matches.")
            .or(Map.of());
    private static final Key<Policy> UNKNOWN_MODEL = Key.<Policy>of(
                    "unknownModel",
                    new Either<>(
                            Types.choice(
                                    KNOWN, policy -> policy.policy() instanceof UnknownModel.Free ? "free" : "refuse"),
                            new Mapped<>(PriceShape.TOKENS, Policy.Priced::new)),
                    "A model without a price: free (and reported), refuse, or prices for it.")
            .or("free");
    private static final Key<String> METADATA =
            Key.of("metadata", Types.anything(), "Free; for example source and date of the prices.");

    /** The whole file. */
    public static final Shape<Content> SHAPE = Shape.of(
            "pricing.json: what models cost, in US dollars.",
            PricingFile::content,
            UNIT,
            MODEL_PRICING,
            PriceShape.SERVICE_TIERS,
            UNKNOWN_MODEL,
            METADATA);

    private PricingFile() {}

    private static Content content(Values in) {
        PriceUnit unit = in.get(UNIT);
        List<ModelPrice> prices = PriceShape.table(in.get(MODEL_PRICING), unit);
        UnknownModel unknown = in.get(UNKNOWN_MODEL).in(unit);
        List<ServiceTiers> tiers = PriceShape.serviceTiers(in.get(PriceShape.SERVICE_TIERS));
        PricingConfig pricing =
                new PricingConfig(prices, tiers, unknown, PriceVersion.of(prices, tiers, Optional.of(unknown)));
        return new Content(in.here(pricing), unit);
    }
}
