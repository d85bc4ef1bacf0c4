/**
 * What the server can be told: the sections as records, the list of all keys, the engines to choose
 * from, and the places that values come from (file, environment, command line). Start with {@link
 * tidemark.server.config.Settings}.
 */
@NullMarked
package tidemark.server.config;

import org.jspecify.annotations.NullMarked;
