package tidemark.storage.local;

import java.util.HashSet;
import java.util.Set;
import tidemark.model.Batch;
import tidemark.storage.local.log.Frame;
import tidemark.storage.local.log.FrameBuffer;
import tidemark.storage.local.log.PointsEncoder;
import tidemark.storage.local.log.Records;

/** What a write needs beside the batch, kept for the next one. Owned by one thread at a time. */
final class WriteScratch {
  final FrameBuffer frames = new FrameBuffer(1 << 16);
  private HeadSeries[] series = new HeadSeries[1024];
  private long[] numbers = new long[1024];
  private byte[] hints = new byte[1024];
  private final PointsEncoder encoder = new PointsEncoder();
  private final Set<HeadSeries> fresh = new HashSet<>();

  /**
   * Looks the series up, writes the frames, and returns the mask of the shards touched. Takes no
   * locks.
   */
  int prepare(Batch batch, int from, int to, Registry registry) {
    int n = to - from;
    if (series.length < n) {
      series = new HeadSeries[Math.max(n, 2 * series.length)];
      numbers = new long[series.length];
      hints = new byte[series.length];
    }
    int mask = 0;
    boolean known = true;
    for (int i = 0; i < n; i++) {
      HeadSeries s = registry.of(batch.series(from + i));
      series[i] = s;
      numbers[i] = s.number;
      hints[i] = s.kind;
      mask |= 1 << s.shard;
      known &= s.logged;
    }
    frames.clear();
    if (!known) {
      putFresh(n);
    }
    encoder.encode(batch, from, to, numbers, hints, frames.begin(Frame.POINTS));
    frames.end();
    keepHints(n);
    return mask;
  }

  private void keepHints(int n) {
    for (int i = 0; i < n; i++) {
      if (series[i].kind != hints[i]) {
        series[i].kind = hints[i];
      }
    }
  }

  /** A name comes before the first points that use its number; two writers may both write it. */
  private void putFresh(int n) {
    for (int i = 0; i < n; i++) {
      if (!series[i].logged && fresh.add(series[i])) {
        Records.putSeries(frames, new Records.Named(series[i].number, series[i].key));
      }
    }
  }

  HeadSeries series(int i) {
    return series[i];
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
