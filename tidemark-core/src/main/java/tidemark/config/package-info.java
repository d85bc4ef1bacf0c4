/**
 * Configuration as values: keys with type, default and doc, and dotted values that know where they
 * were written. No file format here; the server reads YAML. Start with {@link
 * tidemark.config.ConfigKey}, then {@link tidemark.config.ConfigNode}.
 */
@NullMarked
package tidemark.config;

import org.jspecify.annotations.NullMarked;
