package tidemark.storage.memory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tidemark.config.ConfigKey;
import tidemark.config.ConfigNode;
import tidemark.config.ConfigType;
import tidemark.config.Durations;
import tidemark.model.Batch;
import tidemark.model.Selector;
import tidemark.model.Series;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.model.TimeRange;
import tidemark.storage.Catalog;
import tidemark.storage.EngineContext;
import tidemark.storage.Fetch;
import tidemark.storage.Health;
import tidemark.storage.Storage;
import tidemark.storage.StorageException;
import tidemark.storage.index.SeriesIndex;

/**
 * Keeps points in memory, all of them or those of the last hours, until the process ends.
 *
 * <p>Series are spread over shards, each with a lock that guards their points; 64 slots in a row
 * share a shard, so a batch in the order in which its series were first seen takes few locks. A
 * reader copies one series at a time under its lock and hands the copy on without it. The catalog
 * (slots, keys, index) changes under {@code catalogLock}.
 *
 * <p>Lock order: a shard, then {@code catalogLock}. Nobody holds two shards.
 */
public final class MemoryStorage implements Storage {
  private static final int SHARDS = 16;
  private static final int SLOTS_IN_A_ROW = 6; // as a power of two
  private static final long SWEEP_EVERY = 60_000;
  private static final long KEEP_ALL = 0;

  /** How long points are kept. */
  public static final ConfigKey<Duration> RETENTION =
      new ConfigKey<>(
          "retention",
          new ConfigType<>("a duration (30m, 6h, 2d) or off", MemoryStorage::retention),
          "6h",
          "How long the memory engine keeps points; off keeps all until the process ends.");

  /** What section {@code storage.memory} can hold. */
  public static final List<ConfigKey<?>> KEYS = List.of(RETENTION);

  private final SeriesTable table;
  private final InstantSource clock;
  private final long retention;

  private static final class Shard {
    final ReentrantLock lock = new ReentrantLock();
    final Packer packer = new Packer();
  }

  private final Shard[] shards = Stream.generate(Shard::new).limit(SHARDS).toArray(Shard[]::new);
  private final ReentrantLock catalogLock = new ReentrantLock();
  private final Map<SeriesKey, MemorySeries> byKey = new ConcurrentHashMap<>();
  private final SeriesIndex index = new SeriesIndex();
  private final Deque<Integer> freeSlots = new ArrayDeque<>();
  private int slots;

  /**
   * By the id in batches; a cache of {@link #byKey}, written under {@code catalogLock}, read
   * without. An entry is cleared when its id is retired, which happens before the table gives the
   * id to another series and so before a batch can carry it again.
   */
  private volatile @Nullable MemorySeries[] byId = new MemorySeries[1024];

  private final AtomicLong nextSweep = new AtomicLong(Long.MIN_VALUE);
  private volatile boolean closed;

  /** An empty storage that keeps all points. */
  public MemoryStorage(SeriesTable table) {
    this(table, InstantSource.system(), KEEP_ALL);
  }

  /**
   * An empty storage.
   *
   * @param retention points older than this many ms are forgotten; 0 keeps all
   */
  MemoryStorage(SeriesTable table, InstantSource clock, long retention) {
    this.table = table;
    this.clock = clock;
    this.retention = retention;
    table.onRetire(this::forgetId);
  }

  /** An empty storage with a table of its own, which keeps all points. */
  public static MemoryStorage create() {
    return new MemoryStorage(new SeriesTable());
  }

  /**
   * Opens the engine {@code memory}.
   *
   * @param config the section {@code storage.memory}
   */
  public static Storage open(ConfigNode config, EngineContext context) {
    Duration retention = config.get(RETENTION);
    var storage = new MemoryStorage(context.series(), context.clock(), retention.toMillis());
    context
        .meters()
        .gauge(
            "tidemark_storage_series",
            "Series with at least one stored point.",
            storage.index::size);
    return storage;
  }

  private static Duration retention(String text) {
    return text.equals("off") || text.equals("0") ? Duration.ZERO : Durations.parse(text);
  }

  /** The table whose ids this storage takes. */
  public SeriesTable table() {
    return table;
  }

  @Override
  public void write(Batch batch) {
    requireOpen();
    if (batch.table() != table) {
      throw new IllegalArgumentException("a batch with the ids of another series table");
    }
    int i = 0;
    while (i < batch.size()) {
      MemorySeries series = series(batch.series(i));
      Shard shard = shard(series);
      shard.lock.lock();
      try {
        i = putRun(batch, i, shard);
      } finally {
        shard.lock.unlock();
      }
    }
    sweepIfDue();
  }

  /**
   * Puts the points from an index on while their series belong to a shard, whose lock is held.
   *
   * @return the first index not put
   */
  private int putRun(Batch batch, int from, Shard shard) {
    int i = from;
    for (; i < batch.size(); i++) {
      MemorySeries series = cached(batch.series(i));
      if (series == null || series.isGone() || shard(series) != shard) {
        break;
      }
      if (batch.isInteger(i)) {
        series.putInteger(batch.timestamp(i), batch.integer(i), shard.packer);
      } else {
        series.put(batch.timestamp(i), batch.value(i), shard.packer);
      }
    }
    return i;
  }

  private Shard shard(MemorySeries series) {
    return shards[(series.slot() >>> SLOTS_IN_A_ROW) & (SHARDS - 1)];
  }

  private @Nullable MemorySeries cached(int id) {
    @Nullable MemorySeries[] cache = byId;
    return id < cache.length ? cache[id] : null;
  }

  private MemorySeries series(int id) {
    MemorySeries series = cached(id);
    return series == null || series.isGone() ? resolve(id) : series;
  }

  private MemorySeries resolve(int id) {
    catalogLock.lock();
    try {
      MemorySeries series = byKey.computeIfAbsent(table.key(id), this::add);
      if (id >= byId.length) {
        byId = Arrays.copyOf(byId, Math.max(id + 1, byId.length * 2));
      }
      byId[id] = series;
      return series;
    } finally {
      catalogLock.unlock();
    }
  }

  private MemorySeries add(SeriesKey key) {
    Integer free = freeSlots.poll();
    var series = new MemorySeries(key, free == null ? slots++ : free);
    index.add(series.slot(), key);
    return series;
  }

  private void forgetId(int id) {
    catalogLock.lock();
    try {
      if (id < byId.length) {
        byId[id] = null;
      }
    } finally {
      catalogLock.unlock();
    }
  }

  /** Takes a series without points out of the catalog; its shard's lock is held. */
  private void leaveIfEmpty(MemorySeries series) {
    if (!series.isEmpty() || series.isGone()) {
      return;
    }
    catalogLock.lock();
    try {
      series.leave();
      byKey.remove(series.key());
      index.remove(series.slot());
      freeSlots.push(series.slot());
    } finally {
      catalogLock.unlock();
    }
  }

  @Override
  public void read(Fetch fetch, Consumer<Series> out) {
    requireOpen();
    sweepIfDue();
    var points = new PointsBuffer();
    long horizon = horizon();
    int handed = 0;
    for (SeriesKey key : index.keys(fetch.selector())) {
      if (fetch.stop().getAsBoolean()) {
        return;
      }
      MemorySeries series = byKey.get(key);
      if (series == null || !gather(series, fetch, horizon, points)) {
        continue;
      }
      if (handed++ == fetch.maxSeries()) {
        throw new StorageException(
            StorageException.Reason.LIMIT,
            "the answer has more than " + fetch.maxSeries() + " series");
      }
      out.accept(new Series(key, points.points(), 0));
    }
  }

  /** Copies what is asked of a series; whether it belongs to the answer. */
  private boolean gather(MemorySeries series, Fetch fetch, long horizon, PointsBuffer out) {
    out.clear();
    TimeRange range = new TimeRange(Math.max(fetch.range().from(), horizon), fetch.range().until());
    Shard shard = shard(series);
    shard.lock.lock();
    try {
      if (series.isEmpty() || series.last() < horizon) {
        return false;
      }
      series.gather(range, fetch.last(), shard.packer, out);
      return fetch.empty() || out.size() > 0;
    } finally {
      shard.lock.unlock();
    }
  }

  @Override
  public void delete(Selector selector, TimeRange range) {
    requireOpen();
    for (SeriesKey key : index.keys(selector)) {
      MemorySeries series = byKey.get(key);
      if (series != null) {
        Shard shard = shard(series);
        shard.lock.lock();
        try {
          series.remove(range, shard.packer);
          leaveIfEmpty(series);
        } finally {
          shard.lock.unlock();
        }
      }
    }
  }

  /** The oldest time that is kept. */
  private long horizon() {
    return retention == KEEP_ALL ? Long.MIN_VALUE : clock.millis() - retention;
  }

  /**
   * Once a minute the caller gives back the memory of what readers no longer see: by chunks, so
   * that up to one chunk of old points remains with each series that lives on.
   */
  private void sweepIfDue() {
    if (retention == KEEP_ALL) {
      return;
    }
    long now = clock.millis();
    long due = nextSweep.get();
    if (now < due || !nextSweep.compareAndSet(due, now + SWEEP_EVERY)) {
      return;
    }
    for (MemorySeries series : byKey.values()) {
      Shard shard = shard(series);
      shard.lock.lock();
      try {
        series.dropBefore(now - retention);
        leaveIfEmpty(series);
      } finally {
        shard.lock.unlock();
      }
    }
  }

  /** Nothing is on stable storage, ever; there is nothing to wait for. */
  @Override
  public void sync() {
    requireOpen();
  }

  @Override
  public Catalog catalog() {
    requireOpen();
    sweepIfDue();
    return index;
  }

  @Override
  public Health health() {
    return closed ? new Health(false, List.of("the memory storage is closed")) : Health.OK;
  }

  /** Ends service; the points are gone with the object. */
  @Override
  public void close() {
    closed = true;
  }

  private void requireOpen() {
    if (closed) {
      throw new StorageException(StorageException.Reason.CLOSED, "the memory storage is closed");
    }
  }
}
