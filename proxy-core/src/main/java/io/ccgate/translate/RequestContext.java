package io.ccgate.translate;

import io.ccgate.config.model.ModelsConfig.Profile;
import io.ccgate.translate.request.ProviderTraits;

/**
 * What one attempt at one upstream adds to a client's request.
 *
 * @param clientModel the model's name as the client asked for it; the answer repeats it
 * @param upstreamModel the model's name at the upstream
 * @param profile what the upstream's model accepts
 * @param clientOwnsKey whether the upstream's key came from the client, who then is told when it is refused
 * @param requestId the gateway's id of this request, shown in Anthropic's error bodies
 */
public record RequestContext(
        String clientModel,
        String upstreamModel,
        Profile profile,
        ProviderTraits provider,
        boolean clientOwnsKey,
        String requestId) {}
