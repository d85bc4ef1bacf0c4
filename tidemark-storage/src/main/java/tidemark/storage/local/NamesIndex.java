package tidemark.storage.local;

import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.log.FrameFile;
import tidemark.storage.local.names.IndexReader;
import tidemark.storage.local.names.IndexWriter;

/**
 * Writes names.idx anew when it is worth it: when there are twice as many names as it has, or some
 * more and for a while no other came, or at the stop. So a name is written about twice while others
 * keep coming, and a start reads at most half of the names one by one. Without the file, or when it
 * cannot be written, only the next start is slower.
 */
final class NamesIndex {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStorage.class);

  /** Fewer new names than this are read one by one in no time. */
  private static final int FEW = 10_000;

  private final Disk disk;
  private final Registry registry;
  private final FrameFile names;
  private final Sealer sealer;
  private final long reserve;
  private int covered;
  private int seen;

  /**
   * Of an engine.
   *
   * @param covered how many names the file has now
   * @param reserve free bytes on the disk below which it is not written
   */
  NamesIndex(
      Disk disk, Registry registry, FrameFile names, Sealer sealer, int covered, long reserve) {
    this.disk = disk;
    this.registry = registry;
    this.names = names;
    this.sealer = sealer;
    this.covered = covered;
    this.reserve = reserve;
  }

  /**
   * Writes it if it is time.
   *
   * @param stop whether there will be no other time
   */
  synchronized void writeIfDue(boolean stop) {
    int now = registry.namedSize();
    int fresh = now - covered;
    boolean quiet = stop || now == seen;
    seen = now;
    if (fresh < FEW || (!quiet && fresh < covered)) {
      return;
    }
    try {
      if (disk.usableBytes() >= reserve) {
        write();
      }
    } catch (IOException e) {
      LOG.warn("{}: {} could not be written: {}", disk.where(), IndexReader.FILE, e.getMessage());
    }
  }

  /** Names, and the bytes of names.log that hold all of them and no others. */
  private record Named(List<HeadSeries> series, long length) {}

  synchronized void write() throws IOException {
    // names.log grows at a sealing alone; in between the two agree
    Named named = sealer.between(() -> new Named(registry.named(), names.length()));
    CRC32C crc = new CRC32C();
    crc.update(disk.read("names.log"), 0, Math.toIntExact(named.length()));
    IndexWriter writer = new IndexWriter();
    for (HeadSeries series : named.series()) {
      writer.add(series.number, series.key);
    }
    writer.write(disk, named.length(), (int) crc.getValue());
    covered = named.series().size();
  }
}
