package tidemark.storage.local.names;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tidemark.model.SeriesKey;
import tidemark.model.Tags;
import tidemark.storage.local.codec.ByteOutput;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.disk.DiskFile;
import tidemark.storage.local.log.FileHead;

/**
 * Makes {@code names.idx} (docs/formats/names-index.md): each name as the numbers of its words, and
 * of a path only what differs from the path before. One use, one thread.
 *
 * <p>Names stay in the order of their numbers, which is the order in which they came. Senders name
 * their series host by host, so neighbours share most of their path, and nothing is sorted.
 */
public final class IndexWriter {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> words = new ArrayList<>();
  private final ByteOutput series = new ByteOutput(1 << 16);
  private String[] path = {};
  private long last;
  private int count;

  /** Adds a series; numbers ascend, from 1. */
  public void add(long number, SeriesKey key) {
    series.putVar(number - last);
    last = number;
    count++;
    if (key.isPath()) {
      addPath(key.name().split("\\.", -1));
    } else {
      addTagged(key.name(), key.tags());
    }
  }

  private void addPath(String[] components) {
    int shared = 0;
    int most = Math.min(path.length, components.length);
    while (shared < most && path[shared].equals(components[shared])) {
      shared++;
    }
    series.putVar((long) shared << 1);
    series.putVar(components.length - shared);
    for (int i = shared; i < components.length; i++) {
      series.putVar(word(components[i]));
    }
    path = components;
  }

  private void addTagged(String name, Tags tags) {
    series.putVar((long) tags.size() << 1 | 1);
    series.putVar(word(name));
    for (int i = 0; i < tags.size(); i++) {
      series.putVar(word(tags.key(i)));
      series.putVar(word(tags.value(i)));
    }
  }

  private int word(String text) {
    Integer known = numbers.putIfAbsent(text, words.size());
    if (known != null) {
      return known;
    }
    words.add(text);
    return words.size() - 1;
  }

  /**
   * Writes the file beside its place, syncs it and renames it there: it is the old one or the new
   * one, whatever happens.
   *
   * @param covered bytes of names.log that hold these names and no others
   * @param crc CRC32C of these bytes
   */
  public void write(Disk disk, long covered, int crc) throws IOException {
    ByteOutput file = new ByteOutput(series.size() + 16 * words.size());
    byte[] head = new byte[FileHead.SIZE];
    FileHead.of(IndexReader.MAGIC, 0).get(head);
    file.put(head, 0, head.length);
    file.putLong(covered);
    file.putInt(crc);
    file.putInt(words.size());
    file.putInt(count);
    for (String word : words) {
      byte[] text = word.getBytes(StandardCharsets.UTF_8);
      file.putVar(text.length);
      file.put(text, 0, text.length);
    }
    file.put(series.array(), 0, series.size());
    file.putInt(IndexReader.crc(file.array(), file.size()));
    String beside = IndexReader.FILE + ".tmp";
    try (DiskFile out = disk.create(beside)) {
      out.writeFully(ByteBuffer.wrap(file.array(), 0, file.size()));
      out.sync();
    }
    disk.rename(beside, IndexReader.FILE);
    disk.syncDirectory("");
  }
}
