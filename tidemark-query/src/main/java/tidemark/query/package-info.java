/**
 * What the query languages share: what a query may use ({@link tidemark.query.Budget}). Start with
 * {@link tidemark.query.graphite} or {@link tidemark.query.opentsdb}.
 */
@NullMarked
package tidemark.query;

import org.jspecify.annotations.NullMarked;
