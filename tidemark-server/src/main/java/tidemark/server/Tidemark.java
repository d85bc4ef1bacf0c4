package tidemark.server;

import io.helidon.webserver.http.HttpRouting;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.config.Address;
import tidemark.ingest.Protocol;
import tidemark.ingest.ProtocolContext;
import tidemark.ingest.graphite.GraphiteDatagrams;
import tidemark.ingest.graphite.GraphiteLines;
import tidemark.ingest.graphite.GraphitePickle;
import tidemark.ingest.opentsdb.HistogramDoor;
import tidemark.ingest.opentsdb.PutHttp;
import tidemark.ingest.opentsdb.PutPolicy;
import tidemark.ingest.opentsdb.Telnet;
import tidemark.metrics.Meters;
import tidemark.model.SeriesTable;
import tidemark.model.Sink;
import tidemark.query.graphite.GraphiteLimits;
import tidemark.relay.RelayCommand;
import tidemark.retention.NameLists;
import tidemark.retention.ReplaceableRetentions;
import tidemark.server.cli.Cli;
import tidemark.server.cli.Terminals;
import tidemark.server.config.Engines;
import tidemark.server.config.LimitSettings;
import tidemark.server.config.Listen;
import tidemark.server.config.Settings;
import tidemark.server.graphite.GraphiteServices;
import tidemark.server.graphite.RenderCache;
import tidemark.server.http.HealthService;
import tidemark.server.http.MetricsService;
import tidemark.server.http.SharedPort;
import tidemark.server.http.WelcomeService;
import tidemark.server.http.WrongDoor;
import tidemark.server.opentsdb.Histograms;
import tidemark.server.opentsdb.OpenTsdbService;
import tidemark.server.opentsdb.UidSink;
import tidemark.server.opentsdb.UidTable;
import tidemark.server.queries.Queries;
import tidemark.server.queries.QueriesService;
import tidemark.server.queries.QueryLimits;
import tidemark.server.series.SeriesService;
import tidemark.server.series.SeriesWatch;
import tidemark.storage.EngineContext;
import tidemark.storage.Records;
import tidemark.storage.Storage;
import tidemark.storage.TimeBounds;
import tidemark.storage.local.LocalStorage;
import tidemark.storage.records.RecordJournal;

/**
 * The server: everything that runs is made and connected here, from the storage up to the doors,
 * and closed in the opposite order. Reading {@link #start} from top to bottom is the tour of the
 * house.
 */
public final class Tidemark implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tidemark.class);

  private final Closing closing;
  private final List<String> listening;
  private final @Nullable RelayDoor relay;
  private final Replaceable replaceable;

  private Tidemark(
      Closing closing, List<String> listening, @Nullable RelayDoor relay, Replaceable replaceable) {
    this.closing = closing;
    this.listening = listening;
    this.relay = relay;
    this.replaceable = replaceable;
  }

  /** The command line; see {@link Cli}. */
  public static void main(String[] args) {
    if (List.of(args).equals(List.of("training-run"))) {
      System.exit(TrainingRun.run());
    }
    System.exit(run(Engines::named, args));
  }

  /** Runs a command line with the engines of one's choice; gives the exit status. */
  static int run(Function<String, Engines.Engine> engines, String... args) {
    String version = Version.read().full();
    return new Cli(
            System.out,
            System.err,
            System.getenv(),
            version,
            settings -> serve(settings, engines),
            words -> relay(words, version),
            Terminals.of(System.getProperty("tidemark.terminals", "")))
        .run(args);
  }

  /** Relays until SIGTERM. Names are bytes, and so is what is printed of them. */
  private static int relay(List<String> args, String version) {
    return new RelayCommand(
            System.in,
            new PrintStream(System.out, false, StandardCharsets.ISO_8859_1),
            new PrintStream(System.err, true, StandardCharsets.ISO_8859_1),
            version,
            InstantSource.system(),
            new Random(),
            new ProcessSignals())
        .run(args);
  }

  /** Serves until SIGTERM or Ctrl-C; the exit status is then 0. */
  private static int serve(Supplier<Settings> settings, Function<String, Engines.Engine> engines) {
    Settings first = settings.get();
    LOG.info("{}", JavaPicked.line());
    Tidemark server = start(first, InstantSource.system(), engines);
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop"));
    Reload reload = new Reload(settings, first, server.replaceable);
    new ProcessSignals().onReload(() -> server.reload(reload));
    print(server.listening, System.out);
    return waitForever();
  }

  private static void print(List<String> listening, PrintStream out) {
    listening.forEach(line -> out.println("listening " + line));
    out.println("ready in " + ManagementFactory.getRuntimeMXBean().getUptime() + " ms");
    out.flush();
  }

  private static int waitForever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Cli.OK;
  }

  /**
   * Opens everything.
   *
   * @throws tidemark.model.InvalidInputException if something around the process does not let it: a
   *     port in use, a directory that another process holds
   */
  static Tidemark start(Settings settings, InstantSource clock) {
    return start(settings, clock, Engines::named);
  }

  private static Tidemark start(
      Settings settings, InstantSource clock, Function<String, Engines.Engine> engines) {
    Closing closing = new Closing();
    boolean started = false;
    try {
      Tidemark server = open(settings, clock, engines.apply(settings.storage().engine()), closing);
      started = true;
      return server;
    } finally {
      if (!started) {
        closing.close();
      }
    }
  }

  private static Tidemark open(
      Settings settings, InstantSource clock, Engines.Engine engine, Closing closing) {
    DataDirectory directory = closing.add(DataDirectory.open(settings.data()));
    Version version = Version.read();
    Meters meters = new Meters();
    int maxSeries = maxSeries(settings);
    // Ids are of no use beyond the series that may be stored.
    SeriesTable series = new SeriesTable(Math.max(maxSeries, SeriesTable.DEFAULT_MAX_SERIES));
    closing.add(new SeriesKeeper(series, meters));

    // Where points are kept, and for how long.
    var retentions = new ReplaceableRetentions(settings.storage().retentions(LOG::warn));
    var roundings = new AtomicReference<>(settings.storage().roundings());
    Storage kept =
        closing.add(
            engine
                .factory()
                .open(
                    settings.node(),
                    new EngineContext(
                        directory.of(engine.name()),
                        retentions,
                        roundings::get,
                        series,
                        clock,
                        meters)));
    Optional<SeriesWatch> watch =
        kept.catalog()
            .census()
            .map(census ->
                SeriesWatch.over(
                    series,
                    kept.catalog(),
                    census,
                    clock,
                    meters,
                    engine.name().equals("local")
                        ? LocalStorage.MAX_SERIES.name() + " is"
                        : "the most that engine " + engine.name() + " keeps is",
                    maxSeries,
                    settings.limits().newSeries()));
    Queries queries = new Queries(settings.query(), clock, meters);
    Storage storage =
        new QueryLimits(
            new TimeBounds(kept, clock, settings.storage().maxFuture(), meters, LOG::warn),
            queries);

    // How they come in: each protocol fills batches and writes them to the storage on its
    // connection's thread.
    Listen listen = settings.listen();
    LimitSettings limits = settings.limits();
    NameLists names = limits.lists().read(warning -> LOG.warn("{}", warning));
    ListedSink listed = new ListedSink(series, storage::write, names, meters);
    Doors doors = new Doors(listed, meters, closing);
    ServerHost host = new ServerHost(storage, version);
    var doorLimits = new AtomicReference<>(limits.doors(settings.storage().maxFuture()));
    ProtocolContext context = new ProtocolContext(series, meters, clock, doorLimits::get, host);
    // With a relay everything passes its rules: plaintext comes back for the storage as its cluster
    // local, points of other doors are stored as they are if the rules send them there.
    Protocol.Stream stored = new GraphiteLines(context);
    Protocol.Stream plaintext = new FrameDoor(stored);
    Protocol.Datagram datagrams = new GraphiteDatagrams(context);
    RelayDoor relay = null;
    Path rules = settings.relay().file().orElse(null);
    if (rules != null) {
      Path spool = settings.data().resolve("relay");
      relay =
          closing.add(
              RelayDoor.open(settings.relay(), rules, spool, stored, listed, clock, meters));
      plaintext = relay.lines();
      datagrams = relay.datagrams();
    }
    Address lines = doors.tcp("graphite-line", listen.graphiteLine(), plaintext);
    doors.udp("graphite-line", lines, datagrams);
    Sink pickled = relay == null ? listed : relay.points(series, listed);
    doors.tcp("graphite-pickle", listen.graphitePickle(), new GraphitePickle(context), pickled);
    // What OpenTSDB's doors take is numbered; in memory the numbers end with the points.
    UidTable uids =
        closing.add(
            engine.name().equals("memory")
                ? UidTable.inMemory()
                : UidTable.open(settings.data().resolve("uids.log")));
    closing.add(new UidKeeper(uids));
    Records records =
        closing.add(
            engine.name().equals("memory")
                ? RecordJournal.inMemory()
                : RecordJournal.open(settings.data(), LOG::warn));
    var histograms = new Histograms(records, uids);
    PutPolicy puts = OpenTsdbService.puts(settings.opentsdb(), uids, histograms);
    Sink numbered = new UidSink(series, storage::write, uids);
    Sink put = relay == null ? numbered : relay.points(series, numbered);
    doors.http(
        "opentsdb",
        listen.opentsdb(),
        HttpRouting.builder()
            .register(
                new OpenTsdbService(
                    settings.opentsdb(),
                    storage,
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
                    put,
                    limits.http().maxBody().bytes())),
        limits.http(),
        new SharedPort(new Telnet(context, puts), put));

    // How they are asked for.
    HttpRouting.Builder routing = HttpRouting.builder();
    watch.ifPresent(counted -> routing.register(new SeriesService(counted)));
    Address http =
        doors.http(
            "http",
            listen.http(),
            routing.register(
                new MetricsService(meters),
                new HealthService(storage),
                new QueriesService(queries),
                new GraphiteServices(
                    storage,
                    retentions,
                    clock,
                    new GraphiteLimits(settings.query().maxSeries(), settings.query().maxPoints()),
                    records,
                    queries,
                    new RenderCache(settings.query().cache().bytes(), meters),
                    settings.query().cacheTime()),
                new WelcomeService(
                    version.full(), doors.listening(), RecentLog.ofThisProcess()::lines)),
            limits.http(),
            new WrongDoor(
                "This is Tidemark's HTTP port. Metrics in plaintext go to listen.graphite-line: "
                    + lines));
    host.httpListensOn(http);
    return new Tidemark(
        closing,
        doors.listening(),
        relay,
        new Replaceable(retentions, roundings, doorLimits, listed, watch, series.maxSeries()));
  }

  /** How many series may be stored. */
  static int maxSeries(Settings settings) {
    return settings.storage().engine().equals("local")
        ? settings.node().get(LocalStorage.MAX_SERIES)
        : SeriesTable.DEFAULT_MAX_SERIES;
  }

  private void reload(Reload reload) {
    reload.run();
    if (relay != null) {
      relay.reload();
    }
  }

  /** What listens, as printed at the start: {@code graphite-line tcp 127.0.0.1:2003}. */
  List<String> listening() {
    return listening;
  }

  /**
   * Ends the process as told by a signal. Halts: the exit status of a stop that went well is 0, not
   * 143.
   */
  private void stop() {
    LOG.info("stopping");
    close();
    LOG.info("stopped");
    Runtime.getRuntime().halt(Cli.OK);
  }

  /**
   * Stops listening, lets connections end, then closes the storage: what was accepted is on disk.
   */
  @Override
  public void close() {
    closing.close();
  }
}
