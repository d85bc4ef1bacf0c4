/**
 * Graphite's ways in: plain text over TCP and UDP, and pickle. {@link
 * tidemark.ingest.graphite.LineParser} is the hot path; {@code GraphiteSyntax} says what a series
 * name means. What carbon does is in contracts/carbon.md; where we differ, docs/compatibility.md
 * says so.
 */
@NullMarked
package tidemark.ingest.graphite;

import org.jspecify.annotations.NullMarked;
