/**
 * Lines that wait for a server, in memory or on disk. {@link tidemark.relay.spool.LineQueue} is
 * what both are; {@link tidemark.relay.spool.SpoolQueue} survives the process
 * (docs/formats/spool.md).
 */
@NullMarked
package tidemark.relay.spool;

import org.jspecify.annotations.NullMarked;
