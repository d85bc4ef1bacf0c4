package tidemark.ingest.graphite;

import org.slf4j.Logger;
import tidemark.ingest.ProtocolContext;
import tidemark.ingest.Refusals;

/**
 * Why Graphite's doors refuse a point. Shared by the connections of a protocol.
 *
 * @param fields not the three fields of a line, or not the shape of a pickled point
 * @param value no number where the value should be
 * @param timestamp no number, before 1970, too far ahead or too large for seconds
 * @param nan a value that is no number: clients send them all the time, so it is counted, never
 *     logged
 * @param name no series name, or badly tagged
 * @param seriesLimit a new series while the table is full: ours to lift, not theirs
 * @param text not UTF-8
 * @param tooLong a line or frame beyond the limit
 * @param cutOff a last line without its end when the connection closed
 * @param pickle a frame that cannot be unpickled
 * @param http an HTTP request at this door
 */
record GraphiteRefusals(
    Refusals fields,
    Refusals value,
    Refusals timestamp,
    Refusals nan,
    Refusals name,
    Refusals seriesLimit,
    Refusals text,
    Refusals tooLong,
    Refusals cutOff,
    Refusals pickle,
    Refusals http) {
  static GraphiteRefusals of(ProtocolContext context, Logger log, String protocol) {
    return new GraphiteRefusals(
        refusals(context, log, protocol, "fields"),
        refusals(context, log, protocol, "value"),
        refusals(context, log, protocol, "timestamp"),
        refusals(context, log, protocol, "nan"),
        refusals(context, log, protocol, "name"),
        refusals(context, log, protocol, "series_limit"),
        refusals(context, log, protocol, "not_utf8"),
        refusals(context, log, protocol, "too_long"),
        refusals(context, log, protocol, "cut_off"),
        refusals(context, log, protocol, "pickle"),
        refusals(context, log, protocol, "http"));
  }

  private static Refusals refusals(
      ProtocolContext context, Logger log, String protocol, String cause) {
    return new Refusals(context.meters(), context.clock(), log, protocol, cause);
  }
}
