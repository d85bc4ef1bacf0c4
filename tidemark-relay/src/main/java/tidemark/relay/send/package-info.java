/**
 * Where lines go out: a {@link tidemark.relay.send.Server} for every place that a configuration
 * names, with its bounded queue, its one thread and its connection (contracts/relay.md 5). Start
 * with {@link tidemark.relay.send.Servers}.
 */
@NullMarked
package tidemark.relay.send;

import org.jspecify.annotations.NullMarked;
