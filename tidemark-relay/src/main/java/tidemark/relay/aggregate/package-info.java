/**
 * Aggregation over time buckets as contracts/relay.md 2 (aggregate) has it. Start with {@link
 * tidemark.relay.aggregate.Aggregators}.
 */
@NullMarked
package tidemark.relay.aggregate;

import org.jspecify.annotations.NullMarked;
