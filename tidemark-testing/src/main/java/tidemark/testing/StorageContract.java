package tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static tidemark.testing.Selectors.ALL;
import static tidemark.testing.Selectors.exact;
import static tidemark.testing.Selectors.path;
import static tidemark.testing.Selectors.tagged;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.model.Batch;
import tidemark.model.PathPattern;
import tidemark.model.Points;
import tidemark.model.Selector;
import tidemark.model.Series;
import tidemark.model.SeriesKey;
import tidemark.model.SeriesTable;
import tidemark.model.TimeRange;
import tidemark.storage.Catalog;
import tidemark.storage.Downsample;
import tidemark.storage.Fetch;
import tidemark.storage.PathNode;
import tidemark.storage.Storage;
import tidemark.storage.StorageException;

/**
 * What "is a storage" means. An engine's test extends this and opens the engine; a deviation is an
 * overridden test with its reason.
 *
 * <p>Times given to the engine lie between 1970 and 2100; {@link #NOW} is what its clock should
 * show. Which times are refused is not an engine's matter (TimeBounds).
 */
@ExtendWith(Seeded.class)
@Timeout(120)
public abstract class StorageContract {
  /** Where the contract's points lie, in ms. */
  protected static final long T = 1_700_000_000_000L;

  /** A day later: what the engine's clock should show. */
  protected static final long NOW = T + 86_400_000;

  private SeriesTable table = new SeriesTable();
  private Storage storage;

  /**
   * Opens the storage under test, which keeps points for ever. Empty at the first call in a test;
   * at a later one, after {@code close}, it holds what was kept if {@link #keepsWhenClosed}.
   */
  protected abstract Storage open(SeriesTable series) throws IOException;

  /** Whether the engine is there to survive its process. */
  protected boolean keepsWhenClosed() {
    return true;
  }

  @BeforeEach
  void openStorage() throws IOException {
    storage = open(table);
  }

  @AfterEach
  void closeStorage() {
    storage.close();
  }

  private void reopen() throws IOException {
    storage.close();
    table = new SeriesTable();
    storage = open(table);
  }

  // ---------------------------------------------------------------- points

  @Test
  void handsOutWhatWasWritten() {
    write("a.b", p(0, 1), p(10, 2.5), p(20, -3));
    write("cpu;host=web1", p(5, 0.25));

    reads(ALL, "a.b", p(0, 1), p(10, 2.5), p(20, -3));
    reads(ALL, "cpu;host=web1", p(5, 0.25));
  }

  @Test
  void showsPointsAsSoonAsTheyAreWritten() {
    for (int i = 0; i < 100; i++) {
      write("a", p(i, i));
      assertThat(points("a")).hasSize(i + 1).last().isEqualTo(p(i, i));
    }
  }

  @Test
  void takesPointsInAnyOrder() {
    write("a", p(50, 5), p(10, 1), p(30, 3));
    write("a", p(40, 4), p(20, 2));
    write("a", p(0, 0));

    reads("a", p(0, 0), p(10, 1), p(20, 2), p(30, 3), p(40, 4), p(50, 5));
  }

  @Test
  void takesManyPointsInAnyOrder(Random random) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      points.add(p(i * 1_000L, random.nextGaussian()));
    }
    List<Point> shuffled = new ArrayList<>(points);
    Collections.shuffle(shuffled, random);
    shuffled.forEach(point -> write("shuffled", point));
    write("forwards", points.toArray(new Point[0]));
    write("backwards", points.reversed().toArray(new Point[0]));

    assertThat(points("shuffled")).isEqualTo(points);
    assertThat(points("forwards")).isEqualTo(points);
    assertThat(points("backwards")).isEqualTo(points);
  }

  @Test
  void takesAnyTimeFrom1970On() {
    long year2100 = 4_102_444_800_000L;
    write("a", Point.of(year2100, 3), Point.of(0, 1), Point.of(T, 2));

    reads("a", Point.of(0, 1), Point.of(T, 2), Point.of(year2100, 3));
  }

  @Test
  void tellsMillisecondsApart() {
    write("a", p(0, 0), p(1, 1), p(2, 2), p(1000, 3), p(1001, 4));

    reads("a", p(0, 0), p(1, 1), p(2, 2), p(1000, 3), p(1001, 4));
  }

  @Test
  void replacesThePointAtTheSameTime() {
    write("a", p(0, 1), p(10, 2), p(0, 3));
    reads("a", p(0, 3), p(10, 2));

    write("a", p(10, 4));
    write("a", p(20, 5));
    write("a", p(10, 6));
    reads("a", p(0, 3), p(10, 6), p(20, 5));
  }

  @Test
  void replacesTheKindOfAValueWithTheValue() {
    write("a", i(0, 7), p(10, 7));
    write("a", p(0, 7), i(10, 7));
    reads("a", p(0, 7), i(10, 7));

    write("a", i(20, Long.MAX_VALUE), i(20, 8), i(30, Long.MIN_VALUE), p(30, 0.5));
    reads("a", p(0, 7), i(10, 7), i(20, 8), p(30, 0.5));
  }

  @Test
  void keepsIntegersDigitForDigit() {
    Point[] points = {
      i(0, Long.MAX_VALUE),
      i(10, Long.MIN_VALUE),
      i(20, (1L << 53) + 1),
      i(30, -(1L << 53) - 1),
      i(40, 0),
      p(50, 0.5),
      i(60, -1),
      i(70, Long.MAX_VALUE - 1),
      p(80, 1L << 53),
      i(90, 42),
    };
    write("whole", points);
    for (Point point : points) {
      write("bit.by.bit", point);
    }

    reads("whole", points);
    reads("bit.by.bit", points);
  }

  @Test
  void keepsFloatsBitForBit() {
    Point[] points = {
      p(0, Double.NaN),
      p(10, Double.longBitsToDouble(0x7ff8_0000_0000_0123L)),
      p(20, Double.POSITIVE_INFINITY),
      p(30, Double.NEGATIVE_INFINITY),
      p(40, -0.0),
      p(50, 0.0),
      p(60, Double.MIN_VALUE),
      p(70, -Double.MAX_VALUE),
      p(80, 0.1 + 0.2),
    };
    write("a", points);

    reads("a", points);
  }

  @Test
  void keepsManyIntegersAmongFloats(Random random) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      points.add(
          switch (random.nextInt(i < 1_500 ? 2 : 4)) {
            case 0 -> p(i * 10_000L, random.nextDouble());
            case 1 -> i(i * 10_000L, random.nextInt());
            case 2 -> i(i * 10_000L, random.nextLong());
            default -> p(i * 10_000L + random.nextInt(3), random.nextInt(100));
          });
    }
    write("a", points.toArray(new Point[0]));

    assertThat(points("a")).isEqualTo(points);
    assertThat(points("a", range(5_000_000, 25_000_000)))
        .isEqualTo(
            points.stream().filter(p -> range(5_000_000, 25_000_000).contains(p.time())).toList());
  }

  // ---------------------------------------------------------------- reading

  @Test
  void readsHalfOpenRanges() {
    write("a", p(0, 0), p(1, 1), p(2, 2), p(3, 3));

    assertThat(points("a", range(1, 3))).containsExactly(p(1, 1), p(2, 2));
    assertThat(points("a", range(1, 1))).isEmpty();
    assertThat(points("a", range(3, 1))).isEmpty();
    assertThat(points("a", range(-5, 1))).containsExactly(p(0, 0));
    assertThat(points("a", range(3, 9))).containsExactly(p(3, 3));
    assertThat(points("a", new TimeRange(0, NOW))).hasSize(4);
  }

  @Test
  void leavesOutSeriesWithoutPointsInTheRangeUnlessAskedForThem() {
    write("early", p(0, 0));
    write("late", p(100, 1));
    write("removed", p(0, 0));
    storage.delete(exact("removed"), TimeRange.ALL);
    Fetch fetch = Fetch.raw(ALL, range(50, 200), NOW);

    assertThat(read(fetch)).isEqualTo(answer("late", p(100, 1)));
    assertThat(read(fetch.withEmpty())).isEqualTo(answer("late", p(100, 1), "early"));
  }

  @Test
  void readsTheLastPointsOfARange() {
    write("a", p(0, 0), p(10, 1), p(20, 2), p(30, 3));
    write("b", p(0, 7));
    Fetch fetch = Fetch.raw(ALL, range(0, 30), NOW);

    assertThat(read(fetch.withLast(1))).isEqualTo(answer("a", p(20, 2), "b", p(0, 7)));
    assertThat(read(fetch.withLast(2))).isEqualTo(answer("a", p(10, 1), p(20, 2), "b", p(0, 7)));
    assertThat(read(fetch.withLast(9)))
        .isEqualTo(answer("a", p(0, 0), p(10, 1), p(20, 2), "b", p(0, 7)));
  }

  @Test
  void answersAWishForBucketsWithBucketsOrAllPoints() {
    write("a", p(0, 1), p(10, 2), p(3_600_000, 3), p(7_200_000, 5), p(7_300_000, 7));
    long hour = 3_600_000;
    Fetch fetch =
        Fetch.raw(ALL, range(5, 7_250_000), NOW)
            .withDownsample(new Downsample(hour, T % hour, Downsample.Function.SUM));
    storage.read(
        fetch,
        series -> {
          if (series.step() == 0) {
            assertThat(Point.all(series.points()))
                .containsExactly(p(10, 2), p(3_600_000, 3), p(7_200_000, 5));
          } else {
            assertThat(series.step()).isEqualTo(hour);
            assertThat(Point.all(series.points()))
                .containsExactly(p(0, 2), p(hour, 3), p(2 * hour, 5));
          }
        });
  }

  @Test
  void failsBeyondTheMostSeriesAllowed() {
    write("a", p(0, 0));
    write("b", p(0, 0));
    write("c", p(100, 0));

    assertThat(read(Fetch.raw(ALL, range(0, 200), NOW).within(3, () -> false))).hasSize(3);
    assertThat(read(Fetch.raw(ALL, range(0, 50), NOW).within(2, () -> false))).hasSize(2);
    assertThatThrownBy(() -> read(Fetch.raw(ALL, range(0, 200), NOW).within(2, () -> false)))
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> assertThat(e.reason()).isEqualTo(StorageException.Reason.LIMIT));
  }

  @Test
  void stopsReadingWhenToldTo() {
    for (int i = 0; i < 100; i++) {
      write("a." + i, p(0, i));
    }
    var stop = new AtomicBoolean();
    List<SeriesKey> handed = new ArrayList<>();
    storage.read(
        Fetch.raw(ALL, TimeRange.ALL, NOW).within(1_000, stop::get),
        series -> {
          handed.add(series.key());
          stop.set(handed.size() == 10);
        });

    assertThat(handed).hasSize(10);
  }

  @Test
  void readsWhatIsSelected() {
    for (String text :
        List.of("a.b.c", "a.b.d", "a.x", "b", "cpu;dc=1;host=a", "cpu;dc=2;host=b", "mem;host=a")) {
      write(text, p(0, 1));
    }

    selects(ALL, "a.b.c", "a.b.d", "a.x", "b", "cpu;dc=1;host=a", "cpu;dc=2;host=b", "mem;host=a");
    selects(path("a.b.*"), "a.b.c", "a.b.d");
    selects(path("{a.x,b}"), "a.x", "b");
    selects(path("a.**"), "a.b.c", "a.b.d", "a.x");
    selects(path("cpu"));
    selects(exact("b"), "b");
    selects(exact("cpu;dc=1;host=a"), "cpu;dc=1;host=a");
    selects(exact("cpu;host=a"));
    selects(exact("cpu"));
    selects(tagged("name=cpu"), "cpu;dc=1;host=a", "cpu;dc=2;host=b");
    selects(tagged("host=a"), "cpu;dc=1;host=a", "mem;host=a");
    selects(tagged("host=a", "dc!=1"), "mem;host=a");
    selects(tagged("dc=~[12]", "host!=~b"), "cpu;dc=1;host=a");
    selects(new Selector.Tagged(tidemark.model.TextMatcher.exactly("b"), List.of(), true), "b");
  }

  @Test
  void handsOutRawPointsWithoutAStep() {
    write("a", p(0, 0), p(10, 1));
    storage.read(Fetch.raw(ALL, TimeRange.ALL, NOW), series -> assertThat(series.step()).isZero());
  }

  @Test
  void letsOthersWriteWhileAReaderTakesItsTime() throws Exception {
    write("a", p(0, 0));
    write("b", p(0, 0));
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      storage.read(
          Fetch.raw(ALL, TimeRange.ALL, NOW),
          series -> {
            Future<?> writing =
                other.submit(() -> {
                  write("a", p(10, 1));
                  write("b", p(10, 1));
                  write("new." + series.key(), p(10, 1));
                  storage.delete(exact("new." + series.key()), TimeRange.ALL);
                });
            try {
              writing.get(10, TimeUnit.SECONDS);
            } catch (Exception e) {
              throw new AssertionError("a write waits for a reader", e);
            }
          });
    }
    reads("a", p(0, 0), p(10, 1));
    reads("b", p(0, 0), p(10, 1));
  }

  // ---------------------------------------------------------------- deleting

  @Test
  void deletesToTheMillisecond() {
    write("a", p(0, 0), p(1, 1), p(2, 2), p(3, 3), p(4, 4));
    write("b", p(0, 0), p(1, 1), p(2, 2));

    storage.delete(exact("a"), range(1, 3));
    reads("a", p(0, 0), p(3, 3), p(4, 4));
    reads("b", p(0, 0), p(1, 1), p(2, 2));

    storage.delete(path("*"), range(2, 4));
    reads("a", p(0, 0), p(4, 4));
    reads("b", p(0, 0), p(1, 1));

    storage.delete(path("*"), range(4, 4));
    storage.delete(path("nothing"), TimeRange.ALL);
    reads("a", p(0, 0), p(4, 4));
  }

  @Test
  void deletesOnlyWhatIsSelected() {
    write("cpu;host=a", p(0, 1));
    write("cpu;host=b", p(0, 2));
    write("cpu", p(0, 3));
    storage.delete(tagged("host=a"), TimeRange.ALL);

    selects(ALL, "cpu", "cpu;host=b");
  }

  @Test
  void takesPointsAgainAfterDeletingThem() throws IOException {
    write("a", p(0, 1), p(10, 2), p(20, 3));
    storage.delete(exact("a"), range(0, 15));
    write("a", p(0, 4), p(5, 5));
    reads("a", p(0, 4), p(5, 5), p(20, 3));

    storage.delete(exact("a"), TimeRange.ALL);
    write("a", p(10, 6));
    reads("a", p(10, 6));
    if (keepsWhenClosed()) {
      reopen();
      reads("a", p(10, 6));
    }
  }

  @Test
  void forgetsASeriesWithItsLastPoint() throws IOException {
    write("a.b", p(0, 1), p(10, 2));
    write("a.c", p(0, 1));
    write("cpu;host=a", p(0, 1));
    storage.delete(path("a.b"), range(0, 10));
    assertThat(found(ALL)).containsExactly("a.b", "a.c", "cpu;host=a");

    storage.delete(path("a.b"), range(10, 11));
    storage.delete(tagged("host=a"), TimeRange.ALL);
    forgotten();
    if (keepsWhenClosed()) {
      reopen();
      forgotten();
    }
    write("a.b", p(20, 3));
    assertThat(found(ALL)).containsExactly("a.b", "a.c");
    reads("a.b", p(20, 3));
  }

  private void forgotten() {
    assertThat(found(ALL)).containsExactly("a.c");
    assertThat(browsed("a.*")).containsExactly("a.c");
    assertThat(storage.catalog().names("", 10)).containsExactly("a.c");
    assertThat(storage.catalog().tagKeys(ALL, "", 10)).isEmpty();
    assertThat(storage.catalog().tagValues(ALL, "host", "", 10)).isEmpty();
    assertThat(read(Fetch.raw(ALL, TimeRange.ALL, NOW).withEmpty()))
        .isEqualTo(answer("a.c", p(0, 1)));
  }

  // ---------------------------------------------------------------- catalog

  @Test
  void answersWhatSeriesThereAre() {
    for (String text :
        List.of(
            "b",
            "a.b",
            "a.b.c",
            "a.b.d",
            "a.x.c",
            "a-b",
            "a",
            "cpu;host=b",
            "cpu;dc=1;host=a",
            "mem;host=c",
            "\uff5e.z",
            "\ud83d\ude00.z")) {
      write(text, p(0, 1));
    }
    Catalog catalog = storage.catalog();

    assertThat(found(path("a.*.c"))).containsExactly("a.b.c", "a.x.c");
    assertThat(found(path("?"))).containsExactly("a", "b");
    assertThat(found(tagged("host=~[ab]"))).containsExactly("cpu;dc=1;host=a", "cpu;host=b");
    assertThat(catalog.find(path("**"), TimeRange.ALL, 3).stream().map(SeriesKey::toString))
        .containsExactly("a", "a-b", "a.b");
    assertThat(catalog.find(ALL, TimeRange.ALL, 0)).isEmpty();

    assertThat(browsed("*"))
        .containsExactly("a", "a+", "a-b", "b", "\uff5e+", "\ud83d\ude00+"); // by code point
    assertThat(browsed("a.*")).containsExactly("a.b", "a.b+", "a.x+");
    assertThat(browsed("a.{b,x}.c")).containsExactly("a.b.c", "a.x.c");
    assertThat(browsed("cpu")).isEmpty();
    assertThat(catalog.browse(PathPattern.parse("*"), TimeRange.ALL, 2))
        .containsExactly(new PathNode("a", true), new PathNode("a", false));

    assertThat(catalog.names("", 100))
        .containsExactly(
            "a",
            "a-b",
            "a.b",
            "a.b.c",
            "a.b.d",
            "a.x.c",
            "b",
            "cpu",
            "mem",
            "\uff5e.z",
            "\ud83d\ude00.z");
    assertThat(catalog.names("a.", 2)).containsExactly("a.b", "a.b.c");
    assertThat(catalog.names("c", 5)).containsExactly("cpu");

    assertThat(catalog.tagKeys(ALL, "", 5)).containsExactly("dc", "host");
    assertThat(catalog.tagKeys(tagged("name=mem"), "", 5)).containsExactly("host");
    assertThat(catalog.tagKeys(ALL, "h", 5)).containsExactly("host");
    assertThat(catalog.tagKeys(ALL, "", 1)).containsExactly("dc");

    assertThat(catalog.tagValues(ALL, "host", "", 5)).containsExactly("a", "b", "c");
    assertThat(catalog.tagValues(ALL, "host", "", 2)).containsExactly("a", "b");
    assertThat(catalog.tagValues(ALL, "host", "b", 5)).containsExactly("b");
    assertThat(catalog.tagValues(tagged("dc=1"), "host", "", 5)).containsExactly("a");
    assertThat(catalog.tagValues(ALL, "rack", "", 5)).isEmpty();
  }

  @Test
  void findsEverySeriesOnceWhenThereAreMany() {
    var batch = new Batch(table);
    for (int i = 0; i < 20_000; i++) {
      SeriesKey key = SeriesKey.parse(i % 2 == 0 ? "a." + i % 100 + "." + i : "cpu;host=" + i);
      p(i, i).addTo(batch, table.resolve(key));
    }
    storage.write(batch);

    assertThat(read(Fetch.raw(ALL, TimeRange.ALL, NOW)))
        .hasSize(20_000)
        .allSatisfy((key, points) -> assertThat(points).hasSize(1));
    assertThat(storage.catalog().find(ALL, TimeRange.ALL, 100_000)).hasSize(20_000).isSorted();
    assertThat(storage.catalog().find(path("a.42.*"), TimeRange.ALL, 1_000)).hasSize(200);
  }

  // ---------------------------------------------------------------- life

  @Test
  void takesAnEmptyBatch() {
    storage.write(new Batch(table));

    assertThat(read(Fetch.raw(ALL, TimeRange.ALL, NOW))).isEmpty();
  }

  @Test
  void refusesABatchOfAnotherTable() {
    var other = new SeriesTable();
    var batch = new Batch(other);
    batch.add(other.resolve(SeriesKey.of("a")), T, 1);

    assertThatThrownBy(() -> storage.write(batch)).isInstanceOf(IllegalArgumentException.class);
    assertThat(read(Fetch.raw(ALL, TimeRange.ALL, NOW))).isEmpty();
  }

  @Test
  void leavesTheBatchToItsOwner() {
    var batch = new Batch(table);
    int id = table.resolve(SeriesKey.of("a"));
    batch.add(id, T, 1);
    storage.write(batch);
    batch.clear();
    batch.add(id, T + 1, 2);
    storage.write(batch);

    reads("a", p(0, 1), p(1, 2));
  }

  @Test
  void isHealthyAndSyncs() {
    write("a", p(0, 1));
    storage.sync();

    assertThat(storage.health().writable()).isTrue();
    assertThat(storage.health().problems()).isEmpty();
  }

  @Test
  void neitherLosesNorMislabelsPointsWhenIdsAreRetired() {
    for (int i = 0; i < 100; i++) {
      write("old." + i, p(0, i));
    }
    int oldest = table.resolve(SeriesKey.of("old.0"));
    table.retireIdle(1);
    table.retireIdle(1);
    assertThat(table.size()).isZero();
    for (int i = 0; i < 200; i++) {
      write("new." + i, p(0, 1_000 + i));
    }
    assertThat(table.key(oldest).toString()).startsWith("new.");
    for (int i = 0; i < 100; i++) {
      write("old." + i, p(10, i));
    }

    assertThat(read(Fetch.raw(ALL, TimeRange.ALL, NOW))).hasSize(300);
    for (int i = 0; i < 200; i++) {
      reads("new." + i, p(0, 1_000 + i));
    }
    for (int i = 0; i < 100; i++) {
      reads("old." + i, p(0, i), p(10, i));
    }
  }

  @Test
  void keepsEverythingWhenClosed() throws IOException {
    if (!keepsWhenClosed()) {
      return;
    }
    write("a.b", p(0, 1), i(10, Long.MAX_VALUE));
    write("cpu;host=a", p(0, Double.NaN));
    reopen();
    reads("a.b", p(0, 1), i(10, Long.MAX_VALUE));
    reads("cpu;host=a", p(0, Double.NaN));

    write("a.b", p(20, 2));
    write("new", p(0, 3));
    reopen();
    reads("a.b", p(0, 1), i(10, Long.MAX_VALUE), p(20, 2));
    reads("new", p(0, 3));
    assertThat(found(ALL)).containsExactly("a.b", "cpu;host=a", "new");
  }

  @Test
  void saysThatItIsClosed() {
    write("a", p(0, 1));
    storage.close();
    storage.close();

    closed(() -> write("a", p(0, 1)));
    closed(() -> read(Fetch.raw(ALL, TimeRange.ALL, NOW)));
    closed(() -> storage.delete(ALL, TimeRange.ALL));
    closed(() -> storage.sync());
    closed(() -> storage.catalog().find(ALL, TimeRange.ALL, 10));
    assertThat(storage.health().writable()).isFalse();
  }

  private static void closed(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> assertThat(e.reason()).isEqualTo(StorageException.Reason.CLOSED));
  }

  // ---------------------------------------------------------------- chance and threads

  @Test
  void answersAsTheModelDoes(Random random) throws IOException {
    var model = new StorageModel();
    var chance = new StorageChance(random, T);
    for (int op = 0; op < 20_000; op++) {
      int die = random.nextInt(1_000);
      if (die < 700) {
        chance.write(storage, table, model, 8);
      } else if (die < 750) {
        chance.delete(storage, model);
      } else if (die < 950) {
        Fetch fetch = chance.fetch(NOW);
        assertThat(read(fetch)).as("op %d: %s", op, fetch).isEqualTo(model.read(fetch));
      } else if (die < 998) {
        asksTheCatalog(model, chance, op);
      } else if (keepsWhenClosed()) {
        reopen();
      }
    }
    Fetch everything = Fetch.raw(ALL, TimeRange.ALL, NOW);
    assertThat(read(everything)).isEqualTo(model.read(everything));
  }

  private void asksTheCatalog(StorageModel model, StorageChance chance, int op) {
    Catalog catalog = storage.catalog();
    Selector selector = chance.selector();
    int limit = chance.limit();
    assertThat(catalog.find(selector, TimeRange.ALL, limit))
        .as("op %d: %s", op, selector)
        .isEqualTo(model.find(selector, limit));
    PathPattern pattern = chance.pattern();
    assertThat(catalog.browse(pattern, TimeRange.ALL, limit))
        .as("op %d: %s", op, pattern)
        .isEqualTo(model.browse(pattern, limit));
    assertThat(catalog.names("", limit)).isEqualTo(model.names("", limit));
    assertThat(catalog.tagKeys(selector, "", limit)).isEqualTo(model.tagKeys(selector, "", limit));
    assertThat(catalog.tagValues(selector, "host", "", limit))
        .isEqualTo(model.tagValues(selector, "host", "", limit));
  }

  /**
   * Two writers append to the same series, one at even and one at odd times, in batches; a reader
   * must see of each writer a beginning without a hole, and never a value of another time or
   * series.
   */
  @Test
  void neverShowsATornSeries() throws Exception {
    int rounds = 400;
    int perBatch = 50;
    List<SeriesKey> keys =
        List.of(SeriesKey.of("a"), SeriesKey.of("b.c"), SeriesKey.parse("cpu;host=a"));
    var start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < 2; writer++) {
        int parity = writer;
        writers.add(
            threads.submit(() -> {
              start.await();
              var batch = new Batch(table);
              for (int round = 0; round < rounds; round++) {
                for (int n = 0; n < perBatch; n++) {
                  long at = 2L * (round * perBatch + n) + parity;
                  for (int k = 0; k < keys.size(); k++) {
                    batch.add(table.resolve(keys.get(k)), T + at, (double) (at * 10 + k));
                  }
                }
                storage.write(batch);
                batch.clear();
              }
              return null;
            }));
      }
      start.countDown();
      while (writers.stream().anyMatch(writer -> !writer.isDone())) {
        storage.read(Fetch.raw(ALL, TimeRange.ALL, NOW), series -> untorn(series, keys));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
    for (SeriesKey key : keys) {
      assertThat(points(key.toString())).hasSize(2 * rounds * perBatch);
    }
  }

  private static void untorn(Series series, List<SeriesKey> keys) {
    int k = keys.indexOf(series.key());
    long[] next = {0, 1};
    Points points = series.points();
    for (int i = 0; i < points.size(); i++) {
      long at = points.timestamp(i) - T;
      int parity = (int) (at & 1);
      if (at != next[parity] || points.value(i) != at * 10 + k) {
        throw new AssertionError(
            "point %d of %s is %d: %s, wanted time %d"
                .formatted(i, series.key(), at, points.value(i), next[parity]));
      }
      next[parity] += 2;
    }
  }

  // ---------------------------------------------------------------- words for the above

  /** A float at some ms after {@link #T}. */
  protected static Point p(long after, double value) {
    return Point.of(T + after, value);
  }

  /** An integer at some ms after {@link #T}. */
  protected static Point i(long after, long value) {
    return Point.integer(T + after, value);
  }

  private static TimeRange range(long from, long until) {
    return new TimeRange(T + from, T + until);
  }

  private void write(String series, Point... points) {
    var batch = new Batch(table);
    for (Point point : points) {
      point.addTo(batch, table.resolve(SeriesKey.parse(series)));
    }
    storage.write(batch);
  }

  private void reads(String series, Point... points) {
    reads(exact(series), series, points);
  }

  private void reads(Selector selector, String series, Point... points) {
    assertThat(read(Fetch.raw(selector, TimeRange.ALL, NOW)))
        .containsEntry(SeriesKey.parse(series), List.of(points));
  }

  private void selects(Selector selector, String... series) {
    List<SeriesKey> wanted = Arrays.stream(series).map(SeriesKey::parse).sorted().toList();
    assertThat(read(Fetch.raw(selector, TimeRange.ALL, NOW)).keySet())
        .as(selector.toString())
        .containsExactlyElementsOf(wanted);
    assertThat(storage.catalog().find(selector, TimeRange.ALL, 100)).isEqualTo(wanted);
  }

  private List<Point> points(String series) {
    return points(series, TimeRange.ALL);
  }

  private List<Point> points(String series, TimeRange range) {
    return read(Fetch.raw(exact(series), range, NOW))
        .getOrDefault(SeriesKey.parse(series), List.of());
  }

  /** The answer to a fetch, each series checked to come once and with ascending, unique times. */
  private Map<SeriesKey, List<Point>> read(Fetch fetch) {
    Map<SeriesKey, List<Point>> answer = new TreeMap<>();
    Consumer<Series> out =
        series -> {
          Points points = series.points();
          for (int i = 0; i < points.size(); i++) {
            if (i > 0 && points.timestamp(i) <= points.timestamp(i - 1)) {
              throw new AssertionError("times of " + series.key() + " do not ascend at " + i);
            }
            if (points.isInteger(i) && points.value(i) != (double) points.integer(i)) {
              throw new AssertionError("integer " + i + " of " + series.key() + " is two values");
            }
          }
          if (answer.put(series.key(), Point.all(points)) != null) {
            throw new AssertionError(series.key() + " was handed out twice");
          }
        };
    storage.read(fetch, out);
    return answer;
  }

  /** Series texts, each followed by its points. */
  private static Map<SeriesKey, List<Point>> answer(Object... seriesAndPoints) {
    Map<SeriesKey, List<Point>> answer = new TreeMap<>();
    List<Point> points = List.of();
    for (Object o : seriesAndPoints) {
      if (o instanceof Point point) {
        points.add(point);
      } else {
        points = new ArrayList<>();
        answer.put(SeriesKey.parse((String) o), points);
      }
    }
    return answer;
  }

  private List<String> found(Selector selector) {
    return storage.catalog().find(selector, TimeRange.ALL, 1_000).stream()
        .map(SeriesKey::toString)
        .toList();
  }

  /** Leaves as their path, branches with a plus. */
  private List<String> browsed(String pattern) {
    return storage.catalog().browse(PathPattern.parse(pattern), TimeRange.ALL, 1_000).stream()
        .map(node -> node.leaf() ? node.path() : node.path() + "+")
        .toList();
  }
}
