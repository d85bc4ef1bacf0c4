package tidemark.storage.local;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tidemark.model.Batch;
import tidemark.storage.local.log.Frame;
import tidemark.storage.local.log.FrameBuffer;
import tidemark.storage.local.log.PointsEncoder;
import tidemark.storage.local.log.Records;

/** What a write needs beside the batch, kept for the next one. Owned by one thread at a time. */
final class WriteScratch {
  final FrameBuffer frames = new FrameBuffer(1 << 16);
  private int[] numbers = new int[1024];
  private byte[] hints = new byte[1024];
  private final PointsEncoder encoder = new PointsEncoder();
  private final Set<HeadSeries> fresh = new HashSet<>();
  private int mask;
  private boolean logged;

  /**
   * Looks the series up, writes the frames, and returns the mask of the shards touched. Takes no
   * shard's lock.
   */
  int prepare(Batch batch, int from, int to, Registry registry) {
    int n = to - from;
    if (numbers.length < n) {
      numbers = new int[Math.max(n, 2 * numbers.length)];
      hints = new byte[numbers.length];
    }
    Links links = lookUp(batch, from, n, registry);
    frames.clear();
    if (!logged) {
      putFresh(batch, from, n, registry, links);
    }
    encoder.encode(batch, from, to, numbers, hints, frames.begin(Frame.POINTS));
    frames.end();
    keepKinds(batch, from, n, links);
    return mask;
  }

  // Loops stand in methods of their own: one beside a call is compiled with all of the callee
  // inside,
  // once for each loop, and the first points of a process wait for the compiler more than for this.

  private Links lookUp(Batch batch, int from, int n, Registry registry) {
    mask = 0;
    logged = true;
    Links links = registry.links();
    for (int i = takeKnown(batch, from, 0, n, links); i < n; ) {
      registry.link(batch.series(from + i));
      links = registry.links();
      i = takeKnown(batch, from, i, n, links);
    }
    return links;
  }

  /** Returns the first point whose series has no number yet, or n. */
  private int takeKnown(Batch batch, int from, int first, int n, Links links) {
    int shards = mask;
    boolean known = logged;
    int i = first;
    for (; i < n; i++) {
      int id = batch.series(from + i);
      int number = links.number(id);
      if (number == 0) {
        break;
      }
      numbers[i] = number;
      hints[i] = links.kind(id);
      known &= links.isLogged(id);
      shards |= 1 << Head.shardOf(number);
    }
    mask = shards;
    logged = known;
    return i;
  }

  private void keepKinds(Batch batch, int from, int n, Links links) {
    for (int i = 0; i < n; i++) {
      links.keepKind(batch.series(from + i), hints[i]);
    }
  }

  /** A name comes before the first points that use its number; two writers may both write it. */
  private void putFresh(Batch batch, int from, int n, Registry registry, Links links) {
    for (int i = 0; i < n; i++) {
      int id = batch.series(from + i);
      if (links.isLogged(id)) {
        continue;
      }
      @Nullable HeadSeries series = registry.number(numbers[i]);
      if (series == null || series.logged) {
        links.setLogged(id);
      } else if (fresh.add(series)) {
        Records.putSeries(frames, new Records.Named(series.number, series.key));
      }
    }
  }

  /** The series numbers of the points, from the first that was {@link #prepare prepared}. */
  int[] numbers() {
    return numbers;
  }

  /** To be called when the frames are in the log, with the shards locked. */
  void logged() {
    if (!fresh.isEmpty()) {
      fresh.forEach(s -> s.logged = true);
    }
  }

  void reset() {
    if (!fresh.isEmpty()) {
      fresh.clear();
    }
  }
}
