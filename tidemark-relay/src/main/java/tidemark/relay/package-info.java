/**
 * The relay as a whole: {@link tidemark.relay.RelayCommand} is carbon-c-relay's command line,
 * {@link tidemark.relay.Relay} the running relay behind it.
 */
@NullMarked
package tidemark.relay;

import org.jspecify.annotations.NullMarked;
