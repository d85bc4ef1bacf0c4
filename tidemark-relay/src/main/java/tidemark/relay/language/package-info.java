/**
 * carbon-c-relay's configuration language (contracts/relay.md 1 and 2): its words, its grammar, the
 * typed tree that comes out, the checks with their file, line and column, and the same
 * configuration printed back. Start with {@link tidemark.relay.language.Parser} and {@link
 * tidemark.relay.language.Configuration}.
 *
 * <p>Files are read as ISO-8859-1, a character for a byte, because names are bytes to the original.
 */
@NullMarked
package tidemark.relay.language;

import org.jspecify.annotations.NullMarked;
