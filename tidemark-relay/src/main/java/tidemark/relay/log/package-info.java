/**
 * Where the relay says what happens to it: {@link tidemark.relay.log.RelayLog}, in carbon-c-relay's
 * own format for the command, anything else for who embeds it.
 */
@NullMarked
package tidemark.relay.log;

import org.jspecify.annotations.NullMarked;
