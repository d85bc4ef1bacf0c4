/**
 * OpenTSDB's HTTP API, as 2.4.1 answers it (contracts/opentsdb.md), and the uids that its answers
 * are ordered by. Start with {@link tidemark.server.opentsdb.OpenTsdbService}, then {@link
 * tidemark.server.opentsdb.Endpoints}, the list of what it answers.
 */
@NullMarked
package tidemark.server.opentsdb;

import org.jspecify.annotations.NullMarked;
