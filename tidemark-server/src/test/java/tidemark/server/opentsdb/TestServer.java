package tidemark.server.opentsdb;

import io.helidon.webserver.http.HttpRouting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import tidemark.config.Size;
import tidemark.ingest.Host;
import tidemark.ingest.Limits;
import tidemark.ingest.ProtocolContext;
import tidemark.ingest.opentsdb.HistogramDoor;
import tidemark.ingest.opentsdb.PutHttp;
import tidemark.ingest.opentsdb.PutPolicy;
import tidemark.ingest.opentsdb.Telnet;
import tidemark.metrics.Meters;
import tidemark.model.SeriesTable;
import tidemark.server.http.HttpListener;
import tidemark.server.http.TestPort;
import tidemark.server.queries.Queries;
import tidemark.server.queries.QueriesService;
import tidemark.server.queries.QueryLimits;
import tidemark.server.queries.QuerySettings;
import tidemark.storage.Storage;
import tidemark.storage.memory.MemoryStorage;
import tidemark.storage.records.RecordJournal;

/**
 * OpenTSDB's doors on a real HTTP server, an engine behind them, the memory engine if none is
 * given, and a clock to be set.
 */
final class TestServer implements AutoCloseable {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.ofEpochSecond(1_795_421_535));
  final Storage storage;
  final SeriesTable series;
  final UidTable uids;
  final RecordJournal records;
  private final Queries queries;
  private final UidSink sink;
  private final Telnet telnet;
  private final HttpListener server;

  TestServer(OpenTsdbSettings settings) throws IOException {
    this(settings, new Size(1 << 30));
  }

  /**
   * Over nothing.
   *
   * @param memory that a query may have for its values
   */
  TestServer(OpenTsdbSettings settings, Size memory) throws IOException {
    this(settings, memory, MemoryStorage.create());
  }

  private TestServer(OpenTsdbSettings settings, Size memory, MemoryStorage fresh)
      throws IOException {
    this(settings, memory, fresh, fresh.table(), UidTable.inMemory(), RecordJournal.inMemory());
  }

  /** Over the data of another, or of an engine that the caller closes. */
  TestServer(
      OpenTsdbSettings settings,
      Storage storage,
      SeriesTable series,
      UidTable uids,
      RecordJournal records)
      throws IOException {
    this(settings, new Size(1 << 30), storage, series, uids, records);
  }

  private TestServer(
      OpenTsdbSettings settings,
      Size memory,
      Storage storage,
      SeriesTable series,
      UidTable uids,
      RecordJournal records)
      throws IOException {
    this.storage = storage;
    this.series = series;
    this.records = records;
    this.uids = uids;
    this.sink = new UidSink(series, storage::write, uids);
    InstantSource clock = now::get;
    var meters = new Meters();
    meters.counter("tidemark_points_total", "Points taken.", "protocol", "opentsdb").add(3);
    this.queries = new Queries(limits(memory), clock, meters);
    var host = new TestHost();
    var context = new ProtocolContext(series, meters, clock, Limits.DEFAULT, host);
    var histograms = new Histograms(records, uids);
    PutPolicy puts = OpenTsdbService.puts(settings, uids, histograms);
    this.telnet = new Telnet(context, puts);
    var service =
        new OpenTsdbService(
            settings,
            new QueryLimits(storage, queries),
            queries,
            uids,
            records,
            series,
            meters,
            clock,
            host,
            List.of(new PutHttp(context, puts)),
            histograms,
            HistogramDoor.of(context, puts),
            sink,
            16 << 20);
    this.server =
        TestPort.open(HttpRouting.builder().register(new QueriesService(queries), service));
  }

  /** Every query is remembered. */
  private static QuerySettings limits(Size memory) {
    return new QuerySettings(
        1_000_000,
        1_000_000_000,
        memory,
        Size.parse("8GiB"),
        Duration.ofMinutes(1),
        Duration.ZERO,
        2,
        Duration.ofSeconds(10),
        new Size(0),
        Duration.ZERO);
  }

  int port() {
    return server.address().getPort();
  }

  void setNow(long epochSecond) {
    now.set(Instant.ofEpochSecond(epochSecond));
  }

  /** What telnet answers to these lines. */
  String telnet(String lines) throws IOException {
    var out = new ByteArrayOutputStream();
    telnet.serve(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)), out, sink);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.close();
  }

  private static final class TestHost implements Host {
    @Override
    public void sync() {}

    @Override
    public String version() {
      return "0.1.0";
    }

    @Override
    public String revision() {
      return "abcdef0";
    }

    @Override
    public String builtOn() {
      return "2026/11/24 15:00:00 +0000";
    }

    @Override
    public String httpAddress() {
      return "http://127.0.0.1:8080";
    }
  }
}
