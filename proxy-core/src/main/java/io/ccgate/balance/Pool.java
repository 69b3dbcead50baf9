package io.ccgate.balance;

import io.ccgate.balance.Choice.NoCandidate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may serve one kind of request (tenant, protocol, agent, model) as far as configuration alone decides it.
 *
 * @param members by {@link Member#rank}, those of a rank in the file's order
 * @param ordering shared by all pools of the same members
 * @param empty why there is no member; null when there is one
 */
record Pool(
        List<Member> members, Ordering ordering, @Nullable NoCandidate empty) {}
