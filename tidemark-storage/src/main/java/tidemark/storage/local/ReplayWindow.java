package tidemark.storage.local;

import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;
import tidemark.storage.local.log.PointsFrame;

/**
 * Points of the log on their way into the head: they wait here until there are many, and are then
 * put in neighbour by neighbour instead of in the order of the log. Points of one series stay in
 * order. To be used by one thread at a start, while nobody else has the head.
 */
final class ReplayWindow {
  // To put a point in its place costs some cache misses: the series, its list of chunks, the chunk.
  // A log has one point of every series before the second of any, so with a million series nothing
  // is in a cache when it is needed again. A window holds several points of each, and deals them
  // out to so many series at a time as fit into a core's own cache. Two threads share the work.
  // Each takes every other number, and with it every other shard, so they never meet.

  /** Series dealt to at a time, as a power of two: about 200 bytes of each are touched. */
  private static final int NEAR = 12;

  private static final int INTEGER = 1 << 31;

  private final Head head;
  private final int capacity;
  private int[] numbers = new int[1024];
  private long[] timestamps = new long[1024];
  private long[] bits = new long[1024];
  private int size;
  private int greatest;

  /**
   * An empty window.
   *
   * @param capacity most points, those of two frames at least
   */
  ReplayWindow(Head head, int capacity) {
    this.head = head;
    this.capacity = capacity;
  }

  /** Takes a point, for which there must be room. */
  void add(int number, long timestamp, long value, boolean integer) {
    if (size == numbers.length) {
      int length = Math.min(2 * size, capacity);
      numbers = Arrays.copyOf(numbers, length);
      timestamps = Arrays.copyOf(timestamps, length);
      bits = Arrays.copyOf(bits, length);
    }
    numbers[size] = integer ? number | INTEGER : number;
    timestamps[size] = timestamp;
    bits[size] = value;
    size++;
    greatest = Math.max(greatest, number);
  }

  /** Whether another frame may have no room. */
  boolean isFull() {
    return size > capacity - PointsFrame.MAX_POINTS;
  }

  /**
   * Puts all points in and is empty then.
   *
   * @param series by number; all numbers that were added have one
   */
  void flush(@Nullable HeadSeries[] series) {
    int[] ends = new int[2 * (greatest >>> NEAR) + 3];
    for (int i = 0; i < size; i++) {
      ends[bucket(numbers[i]) + 1]++;
    }
    for (int b = 1; b < ends.length; b++) {
      ends[b] += ends[b - 1];
    }
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[ends[bucket(numbers[i])]++] = i; // from here on ends[b] grows from begin to end of b
    }
    FutureTask<Boolean> odd = new FutureTask<>(() -> put(1, order, ends, series), true);
    Thread.ofPlatform().daemon().name("tidemark-local-replay").start(odd);
    put(0, order, ends, series);
    await(odd);
    size = 0;
    greatest = 0;
  }

  /** Even numbers have even buckets, odd ones odd. */
  private static int bucket(int number) {
    return (number & ~INTEGER) >>> NEAR << 1 | (number & 1);
  }

  private void put(int half, int[] order, int[] ends, @Nullable HeadSeries[] series) {
    for (int b = half; b < ends.length - 1; b += 2) {
      for (int at = b == 0 ? 0 : ends[b - 1]; at < ends[b]; at++) {
        int i = order[at];
        HeadSeries of = series[numbers[i] & ~INTEGER];
        if (of != null) {
          head.shard(of).put(of, timestamps[i], bits[i], numbers[i] < 0);
        }
      }
    }
  }

  private static void await(FutureTask<Boolean> task) {
    try {
      task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(Reason.UNAVAILABLE, "interrupted while the log was replayed", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("points of the log could not be put into the head", e);
    }
  }
}
