/**
 * Configuration as values: dotted keys with where each came from, and the types of their values. Start
 * with {@link tidemark.config.ConfigNode}.
 */
@NullMarked
package tidemark.config;

import org.jspecify.annotations.NullMarked;
