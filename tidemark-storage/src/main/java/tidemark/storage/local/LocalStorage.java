package tidemark.storage.local;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.config.ConfigKey;
import tidemark.config.ConfigNode;
import tidemark.metrics.Meters;
import tidemark.model.Batch;
import tidemark.model.Selector;
import tidemark.model.Series;
import tidemark.model.TimeRange;
import tidemark.storage.Catalog;
import tidemark.storage.EngineContext;
import tidemark.storage.Fetch;
import tidemark.storage.Health;
import tidemark.storage.Storage;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;
import tidemark.storage.index.SeriesIndex;
import tidemark.storage.local.disk.DirectoryFormat;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.disk.RealDisk;
import tidemark.storage.local.log.FrameFile;
import tidemark.storage.local.log.Log;
import tidemark.storage.local.log.LogReader;
import tidemark.storage.local.names.IndexReader;

/**
 * The durable engine. A write is in the log and visible when it returns: it survives a killed
 * process at once, loss of power after the next sync ({@code storage.local.sync}). Points wait in
 * the head until they are sealed into blocks.
 *
 * <pre>
 *   LOCK  FORMAT          who has it, which version wrote it
 *   log/000123.log        what was accepted since the last sealing
 *   names.log             number and name of each series
 *   names.idx             the same for a fast start; see NamesIndex
 *   tombstones.log        deletions that blocks do not reflect
 *   CLOCK                 see ExpiryClock
 *   blocks/DAY/...        immutable blocks
 *   tiers/60/DAY/...      the same of roll-ups, by step in seconds
 * </pre>
 */
public final class LocalStorage implements Storage {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStorage.class);

  /** The configuration keys read here, by full name. */
  public static final List<ConfigKey<?>> KEYS = LocalOptions.KEYS;

  /** How many series there may be; kept by {@link tidemark.model.SeriesTable#admission}. */
  public static final ConfigKey<Integer> MAX_SERIES = LocalOptions.MAX_SERIES;

  /** How long a stop may seal: a stop is to be over within 5 s, and the log has it all anyway. */
  private static final Duration STOP_SEALING = Duration.ofMillis(2500);

  private final Closeable lock;
  private final SeriesIndex index = new SeriesIndex();
  private final Status status = new Status();
  private final FrameFile names;
  private final FrameFile tombstones;
  private final Tombstones deletions;
  private final Blocks blocks;
  private final Tiers tiers;
  private final Log log;
  private final Sealer sealer;
  private final Writer writer;
  private final Reader reader;
  private final Deleter deleter;
  private final LogSync logSync;
  private final Merger merger;
  private final Forgetter forgetter;
  private final NamesIndex namesIndex;
  private final Background background;
  private final ExpiryClock expiryClock;
  private final String where;

  /** Opens the engine in the context's directory and starts its threads. */
  public static Storage open(ConfigNode config, EngineContext context) {
    return open(config, context, disk(context));
  }

  /** The same on any disk. */
  public static Storage open(ConfigNode config, EngineContext context, Disk disk) {
    LocalStorage storage = open(LocalOptions.of(config), context, disk);
    storage.background.start();
    return storage;
  }

  /** The same without threads, for tools: nothing happens but what they call. */
  public static LocalStorage openIdle(ConfigNode config, EngineContext context) {
    return open(LocalOptions.of(config), context, disk(context));
  }

  /**
   * Seals and merges all there is; what is deleted leaves the disk. Broken off at any point, it has
   * lost nothing, and called again it does what is left.
   */
  public void mergeAll(WorkListener listener) throws IOException {
    seal();
    deletions.keep(Long.MAX_VALUE); // a sealing of nothing leaves them in the log
    merge(new MergeWork(listener));
  }

  private static Disk disk(EngineContext context) {
    try {
      return new RealDisk(context.directory());
    } catch (IOException e) {
      throw new StorageException(
          Reason.UNAVAILABLE, "data directory " + context.directory() + " cannot be used", e);
    }
  }

  /** The same without threads, on any disk. */
  static LocalStorage open(LocalOptions options, EngineContext context, Disk disk) {
    return open(options, context, disk, System::nanoTime);
  }

  /**
   * The same with a clock of one's own.
   *
   * @param nanos monotonic, ns: what the context's clock is held against
   */
  static LocalStorage open(
      LocalOptions options, EngineContext context, Disk disk, LongSupplier nanos) {
    Closeable lock;
    try {
      lock = disk.lock("LOCK");
    } catch (IOException e) {
      throw new StorageException(Reason.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
    try {
      DirectoryFormat.claim(disk);
      return new LocalStorage(lock, options, context, disk, nanos);
    } catch (IOException e) {
      release(lock);
      throw new StorageException(
          Reason.UNAVAILABLE, "data directory " + disk.where() + " cannot be opened", e);
    } catch (StorageException e) {
      release(lock);
      throw e;
    }
  }

  private static void release(Closeable lock) {
    try {
      lock.close();
    } catch (IOException e) {
      LOG.warn("the lock of the data directory could not be released: {}", e.getMessage());
    }
  }

  private LocalStorage(
      Closeable lock, LocalOptions options, EngineContext context, Disk disk, LongSupplier nanos)
      throws IOException {
    this.lock = lock;
    this.where = disk.where();
    Meters meters = context.meters();
    PagePool pool = new PagePool(options.pages(), Math.min(64, options.pages() / 4));
    Head head = new Head(pool);
    Registry registry = new Registry(context.series());
    Damage damage =
        new Damage(
            disk.where(),
            meters.counter("tidemark_damage_total", "Damaged places found in files"),
            status);
    names = new FrameFile(disk, "names.log", "TIDENAM");
    tombstones = new FrameFile(disk, "tombstones.log", "TIDETOM");

    long started = System.nanoTime();
    Recovery recovery = new Recovery(disk, options, registry, head, pool, damage);
    recovery.names(names);
    RuledRounding rounding = new RuledRounding(registry, context.roundings());
    blocks = new Blocks(disk, Blocks.RAW, 0, recovery.blocks(), rounding, damage::reportBlock);
    tiers = new Tiers(disk, damage::reportBlock);
    recovery.tiers(tiers);
    tiers.resume();
    deletions = new Tombstones(tombstones);
    recovery.tombstones(tombstones, deletions);
    LogReader logReader = new LogReader(disk, damage::report);
    Journal replaying = Journal.replaying(recovery::sequence);
    recovery.log(
        logReader,
        new Sealer(
            registry, head, pool, replaying, names, deletions, blocks, options, context.clock()));
    log = logReader.open(options.segment(), recovery.sequence() + 1);
    sealer =
        new Sealer(
            registry,
            head,
            pool,
            Journal.of(log),
            names,
            deletions,
            blocks,
            options,
            context.clock());
    recovery.deletions().forEach(deletions::accept);
    expiryClock = new ExpiryClock(context.clock(), nanos, disk, status);
    Expiries expiries =
        new Expiries(context.retentions(), registry, expiryClock, options.sealAge());
    reader = new Reader(registry, head, index, blocks, tiers, sealer, expiries, meters);
    Roller roller = new Roller(registry, head, blocks, tiers);
    merger = new Merger(registry, head, blocks, tiers, roller, deletions, expiries);
    forgetter = new Forgetter(registry, head, index, blocks, tiers, reader, expiries);
    IndexReader indexed = recovery.index();
    new CatalogRecovery(registry, head, blocks, tiers, reader, index).run(indexed);
    namesIndex =
        new NamesIndex(
            disk,
            registry,
            names,
            sealer,
            indexed == null ? 0 : indexed.count(),
            options.reserve());
    if (recovery.replayed() > 0) {
      sealer.fresh();
    }
    LOG.info(
        "{}: {} series, {} blocks, {} points replayed from the log in {} ms",
        disk.where(),
        index.size(),
        blocks.count(),
        recovery.replayed(),
        (System.nanoTime() - started) / 1_000_000);

    deleter = new Deleter(registry, head, index, reader, log, deletions);
    logSync = new LogSync(disk.where(), log, sealer, status, meters);
    background =
        new Background(
            disk,
            options,
            logSync,
            sealer,
            merger,
            forgetter,
            namesIndex,
            expiryClock,
            pool,
            status,
            meters);
    background.watch();
    writer =
        new Writer(
            context.series(),
            registry,
            head,
            index,
            log,
            logSync,
            sealer,
            status,
            options.syncEvery().isZero(),
            meters.counter("tidemark_points_written_total", "Points taken by the storage"));
    gauges(meters, pool);
  }

  private void gauges(Meters meters, PagePool pool) {
    meters.gauge("tidemark_log_bytes", "Bytes in log segments", log::bytes);
    meters.gauge(
        "tidemark_head_bytes",
        "Memory in use for points that are not in blocks",
        () -> 8.0 * PagePool.PAGE * pool.used());
    meters.gauge("tidemark_blocks", "Blocks on disk", blocks::count);
    meters.gauge("tidemark_block_bytes", "Bytes in blocks", blocks::bytes);
    meters.gauge(
        "tidemark_clock_held_seconds",
        "How far expiry is held back because the clock leapt",
        () -> expiryClock.held() / 1000.0);
    meters.gauge("tidemark_series", "Series with stored points", index::size);
  }

  @Override
  public void write(Batch batch) {
    writer.write(batch);
  }

  @Override
  public void read(Fetch fetch, Consumer<Series> out) {
    status.checkOpen();
    reader.read(fetch, out);
  }

  @Override
  public void delete(Selector selector, TimeRange range) {
    status.checkWritable();
    deleter.delete(selector, range);
  }

  @Override
  public void sync() {
    status.checkOpen();
    logSync.sync();
  }

  @Override
  public Catalog catalog() {
    status.checkOpen();
    return index;
  }

  @Override
  public Health health() {
    return status.health();
  }

  /** Seals what is in the head, for tests and tools; returns false if there was nothing. */
  boolean seal() throws IOException {
    return sealer.seal();
  }

  /** Merges all that can be merged and drops what has expired, for tests and tools. */
  void merge() throws IOException {
    merge(MergeWork.unwatched());
  }

  private void merge(MergeWork work) throws IOException {
    expiryClock.watch();
    expiryClock.keep(false);
    merger.run(true, work);
    forgetter.run();
  }

  private void sealAtStop() {
    try {
      expiryClock.keep(true);
      sealer.seal();
      namesIndex.writeIfDue(true);
    } catch (IOException | StorageException e) {
      LOG.info("{}: not sealed at the stop, the log keeps it: {}", where, e.getMessage());
    }
  }

  /** Writes names.idx, for tests. */
  void writeNamesIndex() throws IOException {
    namesIndex.write();
  }

  Background background() {
    return background;
  }

  /**
   * Seals, as far as {@link #STOP_SEALING} allows, syncs and closes; what is not sealed stays in
   * the log.
   */
  @Override
  public void close() {
    close(true);
  }

  /** The same, or without sealing, so that the next start has a log to replay. */
  void close(boolean seal) {
    if (status.isClosed()) {
      return;
    }
    status.close();
    sealer.hurry(System.nanoTime() + STOP_SEALING.toNanos());
    background.stop();
    if (seal) {
      sealAtStop();
    }
    try {
      log.sync();
    } catch (IOException e) {
      LOG.error("{}: the log could not be synced at the end: {}", where, e.getMessage());
    }
    try {
      log.close();
      names.close();
      tombstones.close();
    } catch (IOException e) {
      LOG.warn("a file could not be closed: {}", e.getMessage());
    }
    blocks.close();
    tiers.close();
    release(lock);
  }
}
