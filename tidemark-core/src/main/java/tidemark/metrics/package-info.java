/** What Tidemark counts about itself. Start with {@link tidemark.metrics.Meters}. */
@NullMarked
package tidemark.metrics;

import org.jspecify.annotations.NullMarked;
