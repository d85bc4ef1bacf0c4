package tidemark.relay.language;

import java.util.List;

/**
 * Which words are keywords at some place of the grammar: {@code stop} is one behind {@code send to
 * x} and plain text among a match's expressions. Where no text can stand, a word that is no keyword
 * is not a token at all.
 */
enum LexState {
  STATEMENT(
      false, "cluster", "match", "rewrite", "aggregate", "send", "statistics", "listen", "include"),
  NAME(true, "blackhole", "stop", "send", "match", "cluster"),
  CLUSTER_TYPE(
      false, "forward", "any_of", "failover", "carbon_ch", "fnv1a_ch", "jump_fnv1a_ch", "file"),
  CLUSTER_OPTION(true, "useall", "replication", "dynamic", "proto", "type", "transport", "ip"),
  HOST(true, "proto", "type", "transport", "="),
  SOCKET_TYPE(true, "udp", "tcp"),
  LINE_TYPE(true, "linemode", "syslog", "frames"),
  TRANSPORT(true, "plain", "gzip", "lz4", "snappy"),
  SECURITY(true, "ssl", "mtls", "proto", "type", "transport", "="),
  PATH(true),
  EXPRESSION(true, "*", "validate", "route", "send"),
  ELSE(false, "else"),
  OUTCOME(false, "log", "drop"),
  USING(false, "using"),
  MATCH_END(true, "route", "send"),
  TO(false, "to"),
  DESTINATION(true, "blackhole", "stop"),
  DESTINATIONS(true, "stop"),
  TEMPLATE(true),
  REWRITE(true, "into"),
  AGGREGATE(true, "every"),
  NOTHING(false),
  SECONDS(false, "seconds"),
  EXPIRE(false, "expire"),
  AFTER(false, "after"),
  COMPUTE(false, "timestamp", "compute", "send", "stop"),
  AT(false, "at"),
  PART(false, "start", "middle", "end"),
  OF(false, "of"),
  BUCKET(false, "bucket"),
  FUNCTION(
      false,
      "summary",
      "sum",
      "count",
      "cnt",
      "maximum",
      "max",
      "minimum",
      "min",
      "average",
      "avg",
      "median",
      "percentile",
      "variance",
      "stddev"),
  WRITE(false, "write"),
  STATISTICS_WORD(false, "statistics"),
  STATISTICS(false, "submit", "reset", "prefix", "send", "stop"),
  EVERY(false, "every"),
  COUNTERS(false, "counters"),
  INTERVAL(false, "interval"),
  WITH(false, "with"),
  LISTEN_TYPE(false, "type"),
  LINEMODE(false, "linemode"),
  LISTENER(true, "transport"),
  LISTENER_SECURITY(true, "ssl", "mtls"),
  TLS_OPTION(true, "protomin", "protomax", "ciphers", "ciphersuites"),
  TLS_VERSION(true, "ssl3", "tls1.0", "tls1.1", "tls1.2", "tls1.3"),
  RECEPTOR(true, "proto"),
  RECEPTOR_TYPE(true, "tcp", "udp", "unix");

  private final boolean text;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> keywords;

  LexState(boolean text, String... keywords) {
    this.text = text;
    this.keywords = List.of(keywords);
  }

  /** Whether a word or quoted string that is no keyword can stand here. */
  boolean text() {
    return text;
  }

  /** The keywords here; of two that begin alike the longer comes first. */
  List<String> keywords() {
    return keywords;
  }
}
