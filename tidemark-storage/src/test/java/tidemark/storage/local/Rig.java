package tidemark.storage.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import tidemark.metrics.Meters;
import tidemark.model.Batch;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.model.TimeRange;
import tidemark.retention.Retentions;
import tidemark.storage.EngineContext;
import tidemark.storage.Fetch;
import tidemark.storage.StorageException;
import tidemark.storage.local.disk.FaultyDisk;

/**
 * An engine without threads on a disk that fails, and the few operations that the proofs are made
 * of.
 */
final class Rig {
  static final long T = 1_700_000_000_000L;

  /** What is stored: value by time by series. */
  record State(Map<String, TreeMap<Long, Double>> points) {
    static final State EMPTY = new State(Map.of());

    State with(Op op) {
      Map<String, TreeMap<Long, Double>> next = new TreeMap<>();
      points.forEach((k, v) -> next.put(k, new TreeMap<>(v)));
      switch (op) {
        case Op.Write w -> {
          for (int i = 0; i < w.size(); i++) {
            next.computeIfAbsent(w.series(i), k -> new TreeMap<>()).put(w.time(i), w.value(i));
          }
        }
        case Op.Delete d -> {
          TreeMap<Long, Double> of = next.get(d.series());
          if (of != null) {
            of.subMap(d.from(), d.until()).clear();
          }
        }
        case Op.Seal s -> {}
        case Op.Merge m -> {}
        case Op.Sync s -> {}
      }
      next.values().removeIf(Map::isEmpty);
      return new State(next);
    }
  }

  /** One operation. */
  sealed interface Op {
    /** A batch over some series at two days, some of it late and some of it repeated. */
    record Write(int seed) implements Op {
      int size() {
        return 1 + seed % 7;
      }

      String series(int i) {
        return "s" + (seed * 31 + i * 7) % 5;
      }

      long time(int i) {
        return T + (seed * 13L + i * 5L) % 11 * 15_000_000L;
      }

      double value(int i) {
        return seed * 100 + i + 0.25;
      }
    }

    record Delete(String series, long from, long until) implements Op {}

    record Seal() implements Op {}

    record Merge() implements Op {}

    record Sync() implements Op {}
  }

  static List<Op> script(Random random, int length) {
    return random.ints(length, 0, 10).mapToObj(die -> op(random, die)).toList();
  }

  static Op op(Random random, int die) {
    return switch (die) {
      case 0, 1, 2, 3, 4 -> new Op.Write(random.nextInt(1000));
      case 5 -> delete(random);
      case 6, 7 -> new Op.Sync();
      case 8 -> new Op.Merge();
      default -> new Op.Seal();
    };
  }

  static Op.Delete delete(Random random) {
    long from = T + random.nextInt(11) * 15_000_000L;
    long until = from + 1 + random.nextInt(4) * 15_000_000L;
    return new Op.Delete("s" + random.nextInt(5), from, random.nextBoolean() ? until : T * 2);
  }

  final FaultyDisk disk;
  final Meters meters = new Meters();
  private final SeriesTable table = new SeriesTable();
  private final LocalStorage storage;

  Rig(FaultyDisk disk) {
    this(disk, 1 << 20);
  }

  Rig(FaultyDisk disk, long segment) {
    this.disk = disk;
    LocalOptions options = TestOptions.withSegments(segment);
    InstantSource clock = InstantSource.fixed(Instant.ofEpochMilli(T));
    storage =
        LocalStorage.open(
            options,
            new EngineContext(Path.of("unused"), Retentions.NONE, table, clock, meters),
            disk);
  }

  /** Does an operation; false if it said that it failed. */
  boolean does(Op op) {
    try {
      switch (op) {
        case Op.Write w -> {
          Batch batch = new Batch(table);
          for (int i = 0; i < w.size(); i++) {
            batch.add(table.resolve(SeriesKey.of(w.series(i))), w.time(i), w.value(i));
          }
          storage.write(batch);
        }
        case Op.Delete d ->
            storage.delete(
                new Selector.Exact(SeriesKey.of(d.series())), new TimeRange(d.from(), d.until()));
        case Op.Seal s -> storage.seal();
        case Op.Merge m -> storage.merge();
        case Op.Sync s -> storage.sync();
      }
      return true;
    } catch (StorageException | IOException e) {
      return false;
    }
  }

  /** What is stored, by reading it; the catalog must agree. */
  State state() {
    Map<String, TreeMap<Long, Double>> points = new TreeMap<>();
    storage.read(
        Fetch.raw(new Selector.All(), TimeRange.ALL, T),
        s -> {
          TreeMap<Long, Double> of = new TreeMap<>();
          for (int i = 0; i < s.points().size(); i++) {
            of.put(s.points().timestamp(i), s.points().value(i));
          }
          points.put(s.key().toString(), of);
        });
    List<String> found =
        storage.catalog().find(new Selector.All(), TimeRange.ALL, 1000).stream()
            .map(SeriesKey::toString)
            .toList();
    if (!found.equals(List.copyOf(points.keySet()))) {
      throw new AssertionError("the catalog has " + found + ", points are in " + points.keySet());
    }
    return new State(points);
  }

  /** An empty batch of this engine's table. */
  Batch batch() {
    return new Batch(table);
  }

  long damage() {
    return meters.read().stream()
        .filter(r -> r.id().name().equals("tidemark_damage_total"))
        .mapToLong(r -> (long) r.value())
        .sum();
  }

  LocalStorage storage() {
    return storage;
  }
}
