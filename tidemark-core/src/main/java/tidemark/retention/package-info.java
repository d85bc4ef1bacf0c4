/**
 * How long and how finely series are kept: the rules of storage-schemas.conf and
 * storage-aggregation.conf as values. Start with {@link tidemark.retention.Retentions}; {@link
 * tidemark.retention.CarbonRetentions} reads the files.
 */
@NullMarked
package tidemark.retention;

import org.jspecify.annotations.NullMarked;
