package io.ccgate.usage.ledger;

import io.ccgate.config.model.TenantConfig;

/** What the ledger asks of the configuration in force. Any thread; must not block. */
public interface LedgerRules {
    /** Nothing is warned of, and models are known by the names that clients use. */
    LedgerRules NONE = new LedgerRules() {
        private final int[] none = {};

        @Override
        public int[] thresholds() {
            return none;
        }

        @Override
        public String routed(TenantConfig tenant, String model) {
            return model;
        }

        @Override
        public void warn(LimitWarning warning) {}
    };

    /** Percent of a limit, ascending, at which to warn. The same array as long as they do not change. */
    int[] thresholds();

    /** What a model that a client asks for is called when its limits are looked up: aliases and rewriting applied. */
    String routed(TenantConfig tenant, String model);

    /** A threshold was passed. Called on the thread that settled, outside any lock. */
    void warn(LimitWarning warning);
}
