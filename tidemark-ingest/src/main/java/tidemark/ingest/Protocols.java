package tidemark.ingest;

import java.util.List;
import java.util.function.Function;
import tidemark.ingest.graphite.GraphiteDatagrams;
import tidemark.ingest.graphite.GraphiteLines;
import tidemark.ingest.graphite.GraphitePickle;
import tidemark.ingest.opentsdb.PutHttp;
import tidemark.ingest.opentsdb.Telnet;

/** Every protocol there is, sorted by name. A new one is a line here. */
public final class Protocols {
  /** A protocol's name, as in meters and configuration, and how it is made. */
  public record Entry(String name, Function<ProtocolContext, Protocol> maker) {}

  /** Sorted by name. */
  public static final List<Entry> ALL =
      List.of(
          new Entry("graphite-line", GraphiteLines::new),
          new Entry("graphite-pickle", GraphitePickle::new),
          new Entry("graphite-udp", GraphiteDatagrams::new),
          new Entry("opentsdb-http", PutHttp::new),
          new Entry("opentsdb-telnet", Telnet::new));

  private Protocols() {}
}
