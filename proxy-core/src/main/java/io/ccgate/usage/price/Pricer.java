package io.ccgate.usage.price;

import io.ccgate.config.model.PriceVersion;
import io.ccgate.config.model.PricingConfig;
import io.ccgate.config.model.PricingConfig.ModelPrice;
import io.ccgate.config.model.PricingConfig.ServiceTiers;
import io.ccgate.config.model.PricingConfig.UnknownModel;
import io.ccgate.config.model.UpstreamConfig;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds prices: the upstream's own first, then the table's; in each an exact name before the first pattern that
 * matches. Made once per configuration snapshot; answers are remembered. Thread-safe.
 */
public final class Pricer {
    /** Model names come from clients, so what is remembered is bounded. */
    private static final int REMEMBERED = 4096;

    private final PricingConfig pricing;
    private final ConcurrentHashMap<Key, Optional<Quote>> quotes = new ConcurrentHashMap<>();
    /** By upstream, of those with prices of their own. */
    private final ConcurrentHashMap<String, String> versions = new ConcurrentHashMap<>();

    private record Key(String upstream, String model) {}

    public Pricer(PricingConfig pricing) {
        this.pricing = pricing;
    }

    /**
     * Digest of the prices that hold at {@code upstream}, as usage records store it: of the table, or of the table and
     * the upstream's own prices. Its multiplier stands beside it in the record.
     */
    public String version(@Nullable UpstreamConfig upstream) {
        if (upstream == null || upstream.prices().isEmpty()) {
            return pricing.version();
        }
        return versions.computeIfAbsent(
                upstream.id(), unused -> PriceVersion.with(pricing.version(), upstream.prices()));
    }

    /** Whether a model without a price is turned away. */
    public boolean refusesUnknown() {
        return pricing.unknownModel() instanceof UnknownModel.Refuse;
    }

    /**
     * The prices of {@code model} at {@code upstream}; the default price for an unknown model if there is one, else
     * empty.
     *
     * @param upstream null: the table's prices without a multiplier
     */
    public Optional<Quote> quote(@Nullable UpstreamConfig upstream, String model) {
        Key key = new Key(upstream == null ? "" : upstream.id(), model);
        Optional<Quote> known = quotes.get(key);
        if (known != null) {
            return known;
        }
        Optional<Quote> found = find(upstream, model);
        if (quotes.size() < REMEMBERED) {
            quotes.put(key, found);
        }
        return found;
    }

    /**
     * The prices of what was served: of the name the upstream knows, or of the name the client used where only that
     * one has a price.
     */
    public Optional<Quote> quote(@Nullable UpstreamConfig upstream, String upstreamModel, String clientModel) {
        if (upstreamModel.equals(clientModel) || upstreamModel.isEmpty()) {
            return quote(upstream, clientModel);
        }
        return priced(upstream, upstreamModel) ? quote(upstream, upstreamModel) : quote(upstream, clientModel);
    }

    private boolean priced(@Nullable UpstreamConfig upstream, String model) {
        return quote(upstream, model).isPresent()
                && (!(pricing.unknownModel() instanceof UnknownModel.Priced) || listed(upstream, model) != null);
    }

    private Optional<Quote> find(@Nullable UpstreamConfig upstream, String model) {
        BigDecimal multiplier = upstream == null ? BigDecimal.ONE : upstream.priceMultiplier();
        ModelPrice price = listed(upstream, model);
        if (price != null) {
            return Optional.of(new Quote(new Quote.Terms(
                    price.base(), price.longContext(), price.serverTools(), multiplier, factors(model))));
        }
        if (pricing.unknownModel() instanceof UnknownModel.Priced unknown) {
            return Optional.of(
                    new Quote(new Quote.Terms(unknown.prices(), List.of(), Map.of(), multiplier, factors(model))));
        }
        return Optional.empty();
    }

    /** For each word the first pattern that matches and names it. */
    private Map<String, BigDecimal> factors(String model) {
        Map<String, BigDecimal> factors = new HashMap<>();
        for (ServiceTiers tiers : pricing.serviceTiers()) {
            if (tiers.pattern().matches(model)) {
                tiers.factors().forEach(factors::putIfAbsent);
            }
        }
        return Map.copyOf(factors);
    }

    private @Nullable ModelPrice listed(@Nullable UpstreamConfig upstream, String model) {
        ModelPrice own = upstream == null ? null : match(upstream.prices(), model);
        return own != null ? own : match(pricing.prices(), model);
    }

    private static @Nullable ModelPrice match(List<ModelPrice> prices, String model) {
        for (ModelPrice price : prices) {
            if (price.pattern().text().equals(model)) {
                return price;
            }
        }
        for (ModelPrice price : prices) {
            if (price.pattern().matches(model)) {
                return price;
            }
        }
        return null;
    }
}
