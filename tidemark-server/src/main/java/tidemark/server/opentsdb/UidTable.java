package tidemark.server.opentsdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tidemark.model.SeriesKey;
import tidemark.query.opentsdb.Uids;
import tidemark.storage.StorageException;
import tidemark.storage.StorageException.Reason;

/*
 * The journal is text, one line a number given, in the order in which they were given:
 *
 *   tidemark-uids 1                                  magic and version
 *   8c1f2a90 metrics 1 sys.cpu.user                  CRC-32C of the rest of the line, kind, number, name
 *   03bb61d7 tagk 1 host
 *
 * Names hold no control characters (tidemark.model.SeriesKey), so a line feed ends a line. The line is handed to the kernel before the number
 * is used, so that it survives a kill, and is synced before an answer shows it (settle) and once a second, so that
 * it survives a power cut like the points. After a sync that failed nothing is known about the file
 * (DiskFile.sync), so no numbers are given any more until the next start. What a crash tore is the end of the file: reading stops at the first
 * line that is not whole, and the file is cut there.
 */
/**
 * Who has which uid. Ids are three bytes, from 1 for each kind, in the order of the first accepted
 * point (docs/data-model.md; contracts/opentsdb.md, case 586). Thread-safe: look-ups take no lock.
 */
public final class UidTable implements Uids, AutoCloseable {
  private static final String MAGIC = "tidemark-uids 1\n";
  private static final int MAX = 0xff_ffff;

  private final Map<Kind, Names> kinds = new EnumMap<>(Kind.class);
  private final @Nullable FileChannel journal;

  /**
   * Whether lines were written since the last sync; set under the lock, before their names can be
   * found.
   */
  private volatile boolean unsettled;

  /** Guarded by the table. */
  private boolean broken;

  /** One kind's names; {@code byId} is guarded by the table. */
  private static final class Names {
    final Map<String, Integer> ids = new ConcurrentHashMap<>();
    final List<String> byId = new ArrayList<>();
  }

  private UidTable(@Nullable FileChannel journal) {
    this.journal = journal;
    for (Kind kind : Kind.values()) {
      kinds.put(kind, new Names());
    }
  }

  /** A table that is forgotten with the process, for the memory engine. */
  public static UidTable inMemory() {
    return new UidTable(null);
  }

  /**
   * The table kept in a file, which is made if there is none.
   *
   * @throws StorageException CORRUPT if the file is none of ours, UNAVAILABLE if it cannot be used
   */
  public static UidTable open(Path file) {
    try {
      var channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      var table = new UidTable(channel);
      table.recover(Files.readAllBytes(file), file);
      return table;
    } catch (IOException e) {
      throw new StorageException(Reason.UNAVAILABLE, "cannot use the uid journal " + file, e);
    }
  }

  private void recover(byte[] bytes, Path file) throws IOException {
    FileChannel channel = journal();
    if (bytes.length < MAGIC.length()) {
      channel.truncate(0);
      write(MAGIC);
      return;
    }
    if (!new String(bytes, 0, MAGIC.length(), StandardCharsets.UTF_8).equals(MAGIC)) {
      throw new StorageException(
          Reason.CORRUPT, file + " is no uid journal of version 1, or a newer Tidemark wrote it");
    }
    int good = MAGIC.length();
    for (int i = good; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        if (!replay(new String(bytes, good, i - good, StandardCharsets.UTF_8))) {
          break;
        }
        good = i + 1;
      }
    }
    channel.truncate(good);
    channel.position(good);
  }

  /** Whether a line was whole. */
  private boolean replay(String line) {
    String[] words = line.split(" ", 4);
    if (words.length < 4 || !words[0].equals(checksum(line.substring(words[0].length() + 1)))) {
      return false;
    }
    for (Kind kind : Kind.values()) {
      if (kind.shown().equals(words[1])) {
        put(kind, Integer.parseInt(words[2]), words[3]);
        return true;
      }
    }
    return false;
  }

  private void put(Kind kind, int id, String name) {
    Names names = names(kind);
    if (id <= names.byId.size()) {
      names.ids.remove(names.byId.get(id - 1)); // renamed
    }
    while (names.byId.size() < id) {
      names.byId.add("");
    }
    names.byId.set(id - 1, name);
    names.ids.put(name, id);
  }

  private Names names(Kind kind) {
    Names names = kinds.get(kind);
    if (names == null) {
      throw new IllegalStateException("no names of kind " + kind);
    }
    return names;
  }

  private FileChannel journal() {
    if (journal == null) {
      throw new IllegalStateException("a table in memory has no journal");
    }
    return journal;
  }

  @Override
  public int find(Kind kind, String name) {
    return names(kind).ids.getOrDefault(name, 0);
  }

  @Override
  public synchronized @Nullable String name(Kind kind, int id) {
    List<String> byId = names(kind).byId;
    return id < 1 || id > byId.size() ? null : byId.get(id - 1);
  }

  @Override
  public int assign(Kind kind, String name) {
    int known = find(kind, name);
    return known != 0 ? known : give(kind, name);
  }

  private synchronized int give(Kind kind, String name) {
    int known = find(kind, name);
    if (known != 0) {
      return known;
    }
    int id = names(kind).byId.size() + 1;
    if (id > MAX) {
      throw new StorageException(
          Reason.LIMIT, "all " + MAX + " uids for " + kind.shown() + " are used");
    }
    write(line(kind, id, name));
    put(kind, id, name);
    return id;
  }

  /**
   * Gives a name's number to another name, which must have none.
   *
   * @return the number, 0 if the name has none
   */
  synchronized int rename(Kind kind, String from, String to) {
    int id = find(kind, from);
    if (id != 0) {
      write(line(kind, id, to));
      put(kind, id, to);
    }
    return id;
  }

  /** OpenTSDB walks the tags of a point in the order of a HashMap, and so the uids follow it. */
  @Override
  public void assign(SeriesKey key) {
    assign(Kind.METRIC, key.name());
    int tags = key.tags().size();
    boolean known = true;
    for (int i = 0; i < tags; i++) {
      known &= find(Kind.TAGK, key.tags().key(i)) != 0;
      known &= find(Kind.TAGV, key.tags().value(i)) != 0;
    }
    if (known) {
      return;
    }
    Map<String, String> ordered = new HashMap<>();
    for (int i = 0; i < tags; i++) {
      ordered.put(key.tags().key(i), key.tags().value(i));
    }
    ordered.forEach((tagk, tagv) -> {
      assign(Kind.TAGK, tagk);
      assign(Kind.TAGV, tagv);
    });
  }

  /** The names of a kind that start with a prefix, sorted. */
  SortedSet<String> startingWith(Kind kind, String prefix) {
    SortedSet<String> found = new TreeSet<>();
    for (String name : names(kind).ids.keySet()) {
      if (name.startsWith(prefix)) {
        found.add(name);
      }
    }
    return found;
  }

  private static String line(Kind kind, int id, String name) {
    String rest = kind.shown() + " " + id + " " + name;
    return checksum(rest) + " " + rest + "\n";
  }

  private static String checksum(String rest) {
    var crc = new CRC32C();
    crc.update(rest.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(crc.getValue());
  }

  /**
   * Returns when every number given before is on stable storage: called before an answer shows one.
   *
   * @throws StorageException UNAVAILABLE
   */
  public void settle() {
    if (unsettled) {
      sync();
    }
  }

  private synchronized void sync() {
    if (journal == null || !unsettled) {
      return;
    }
    try {
      refuseIfBroken();
      journal.force(false);
      unsettled = false;
    } catch (IOException e) {
      broken = true;
      throw new StorageException(Reason.UNAVAILABLE, "cannot sync the uid journal", e);
    }
  }

  private void refuseIfBroken() {
    if (broken) {
      throw new StorageException(
          Reason.UNAVAILABLE,
          "the uid journal could not be synced; it is read anew at the next start");
    }
  }

  private void write(String text) {
    if (journal == null) {
      return;
    }
    refuseIfBroken();
    unsettled = true;
    long before = -1;
    try {
      before = journal.position();
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        journal.write(bytes);
      }
    } catch (IOException e) {
      takeBack(journal, before, e);
      throw new StorageException(Reason.UNAVAILABLE, "cannot write to the uid journal", e);
    }
  }

  /** A line that is not whole would hide all later ones. */
  private static void takeBack(FileChannel channel, long length, IOException failure) {
    try {
      if (length >= 0) {
        channel.truncate(length);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public synchronized void close() {
    if (journal != null) {
      try {
        if (!broken) {
          journal.force(false);
        }
        journal.close();
      } catch (IOException e) {
        throw new StorageException(Reason.UNAVAILABLE, "cannot close the uid journal", e);
      }
    }
  }
}
