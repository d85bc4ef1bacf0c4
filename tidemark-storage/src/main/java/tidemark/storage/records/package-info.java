/**
 * The small things beside the points, whatever the engine: a journal of JSON texts, all of them in
 * memory. Start with {@link tidemark.storage.records.RecordJournal}; the bytes are drawn in
 * docs/formats/records.md.
 */
@NullMarked
package tidemark.storage.records;

import org.jspecify.annotations.NullMarked;
