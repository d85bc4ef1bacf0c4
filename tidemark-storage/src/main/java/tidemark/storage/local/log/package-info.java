/**
 * The log that makes a write survive: frames with checksums, appended to numbered segments, read
 * again at start. Start with {@link tidemark.storage.local.log.Log}; the bytes are drawn in
 * docs/formats/log.md.
 */
@NullMarked
package tidemark.storage.local.log;

import org.jspecify.annotations.NullMarked;
