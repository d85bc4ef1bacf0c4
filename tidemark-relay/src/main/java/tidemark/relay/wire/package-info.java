/**
 * The forms in which lines travel besides plain text: LZ4 frames, snappy blocks and TLS. gzip is
 * the platform's own.
 */
@NullMarked
package tidemark.relay.wire;

import org.jspecify.annotations.NullMarked;
