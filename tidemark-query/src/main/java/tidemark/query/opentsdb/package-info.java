/**
 * OpenTSDB's questions: {@code m=} expressions and JSON bodies in, output series out, as OpenTSDB
 * 2.4.1 answers them (contracts/opentsdb.md 5). Pure apart from {@link
 * tidemark.query.opentsdb.QueryRunner}, which reads from a Storage; no HTTP. Start with {@link
 * tidemark.query.opentsdb.DataQuery}, then {@link tidemark.query.opentsdb.QueryRunner}.
 */
@NullMarked
package tidemark.query.opentsdb;

import org.jspecify.annotations.NullMarked;
