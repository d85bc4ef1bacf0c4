/**
 * OpenTSDB's ways in: the telnet style {@code put} and {@code POST /api/put}. {@link
 * tidemark.ingest.opentsdb.PutRules} holds what both demand of a point, in OpenTSDB's words; {@code
 * PutParser} is telnet's hot path. What OpenTSDB 2.4.1 does is in contracts/opentsdb.md 1 to 4.
 */
@NullMarked
package tidemark.ingest.opentsdb;

import org.jspecify.annotations.NullMarked;
