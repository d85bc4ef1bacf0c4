package tidemark.storage.local.disk;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A disk in memory that counts its calls and, at a chosen one, fails, tears a write, or dies. What
 * was written survives the death of the process; what was synced survives loss of power.
 *
 * <p>Names are durable once their directory is synced, bytes once their file is, as POSIX promises
 * and no more.
 */
public final class FaultyDisk implements Disk {
  /** Thrown at the call at which the process dies, and at all later ones. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed() {
      super("the process was killed", null, false, false);
    }
  }

  /** What happens at the chosen call. */
  public enum Fault {
    NONE,
    /** The process dies before the call does anything; of a write, any part may have been done. */
    KILL,
    /** The call fails: EIO. A failed sync leaves its bytes unsynced for ever. */
    FAIL,
    /** A write takes a part and later writes fail, as long as the disk is full. */
    FULL
  }

  private static final class Content {
    byte[] bytes = new byte[0];
    int length;

    /** What loss of power leaves; null where nothing was ever synced. */
    byte[] synced = new byte[0];

    void append(ByteBuffer source, int n) {
      if (bytes.length < length + n) {
        bytes = Arrays.copyOf(bytes, Math.max(length + n, 2 * bytes.length));
      }
      source.get(bytes, length, n);
      length += n;
    }
  }

  private final Random random;
  private final TreeMap<String, Content> files = new TreeMap<>();
  private final TreeSet<String> directories = new TreeSet<>();
  private TreeMap<String, Content> durableFiles = new TreeMap<>();
  private TreeSet<String> durableDirectories = new TreeSet<>();

  /** Files whose names were durable in the directory they were made in. */
  private final Set<Content> named = Collections.newSetFromMap(new IdentityHashMap<>());

  private Fault fault = Fault.NONE;
  private int faultAt = -1;
  private int calls;
  private boolean dead;
  private boolean full;
  private boolean locked;
  private long usable = Long.MAX_VALUE;
  private Runnable hook = () -> {};
  private int hookAt = -1;

  /** An empty disk; chance decides how writes are torn. */
  public FaultyDisk(Random random) {
    this.random = random;
  }

  /** Lets something happen at a call, counted from now. */
  public synchronized void plan(Fault what, int call) {
    fault = what;
    faultAt = calls + call;
  }

  /** Runs something just before a call, counted from now, without any lock of this disk. */
  public synchronized void hook(int call, Runnable what) {
    hookAt = calls + call;
    hook = what;
  }

  /** Calls so far that could fail. */
  public synchronized int calls() {
    return calls;
  }

  public synchronized boolean isDead() {
    return dead;
  }

  /** Dies now. */
  public synchronized void kill() {
    dead = true;
  }

  /** There is room again, or there is not. */
  public synchronized void full(boolean now) {
    full = now;
  }

  public synchronized void usable(long bytes) {
    usable = bytes;
  }

  /** The same files for the next process. */
  public synchronized FaultyDisk restart() {
    FaultyDisk next = new FaultyDisk(random);
    files.forEach((name, content) -> next.files.put(name, copy(content.bytes, content.length)));
    next.directories.addAll(directories);
    next.harden();
    return next;
  }

  /**
   * What loss of power leaves: synced bytes, and by chance some of the rest, under durable names;
   * of what follows the synced bytes a prefix, or garbage of the right length.
   */
  public synchronized FaultyDisk losePower() {
    FaultyDisk next = new FaultyDisk(random);
    durableFiles.forEach((name, content) -> {
      byte[] left = content.synced;
      int unsynced = content.length - left.length;
      if (unsynced > 0) {
        int kept = random.nextInt(unsynced + 1);
        left = Arrays.copyOf(content.bytes, content.synced.length + kept);
        if (kept > 0 && random.nextInt(3) == 0) {
          Arrays.fill(left, content.synced.length + random.nextInt(kept), left.length, (byte) 0);
        }
      }
      next.files.put(name, copy(left, left.length));
    });
    next.directories.addAll(durableDirectories);
    next.harden();
    return next;
  }

  private static Content copy(byte[] bytes, int length) {
    Content content = new Content();
    content.bytes = Arrays.copyOf(bytes, length);
    content.length = length;
    content.synced = content.bytes.clone();
    return content;
  }

  private void harden() {
    durableFiles = new TreeMap<>(files);
    named.addAll(files.values());
    durableDirectories = new TreeSet<>(directories);
  }

  /** The bytes of a file, to be damaged by a test. */
  public synchronized byte[] bytes(String file) throws IOException {
    Content content = content(file);
    return Arrays.copyOf(content.bytes, content.length);
  }

  /** Puts a file there as it is. */
  public synchronized void put(String file, byte[] bytes) {
    files.put(file, copy(bytes, bytes.length));
    durableFiles.put(file, files.get(file));
  }

  /** Every file. */
  public synchronized List<String> files() {
    return List.copyOf(files.keySet());
  }

  /** Returns whether this call is the one that fails. */
  private boolean step() {
    runHook();
    synchronized (this) {
      if (dead) {
        throw new Killed();
      }
      boolean now = calls++ == faultAt;
      if (now && fault == Fault.KILL) {
        dead = true;
        throw new Killed();
      }
      return now;
    }
  }

  private void runHook() {
    Runnable due = null;
    synchronized (this) {
      if (calls == hookAt) {
        hookAt = -1;
        due = hook;
      }
    }
    if (due != null) {
      due.run();
    }
  }

  private void stepOrFail() throws IOException {
    if (step()) {
      throw new IOException(fault == Fault.FULL ? "No space left on device" : "Input/output error");
    }
  }

  private Content content(String file) throws IOException {
    Content content = files.get(file);
    if (content == null) {
      throw new FileNotFoundException(file);
    }
    return content;
  }

  @Override
  public String where() {
    return "memory";
  }

  @Override
  public synchronized Closeable lock(String name) throws IOException {
    if (locked) {
      throw new IOException("data directory memory is in use by another process");
    }
    locked = true;
    return () -> {
      synchronized (this) {
        locked = false;
      }
    };
  }

  @Override
  public synchronized List<String> list(String directory) {
    String prefix = directory + '/';
    TreeSet<String> names = new TreeSet<>();
    for (String name : files.keySet()) {
      child(prefix, name, names);
    }
    for (String name : directories) {
      child(prefix, name, names);
    }
    return List.copyOf(names);
  }

  private static void child(String prefix, String name, TreeSet<String> names) {
    if (name.startsWith(prefix)) {
      String rest = name.substring(prefix.length());
      int slash = rest.indexOf('/');
      names.add(slash < 0 ? rest : rest.substring(0, slash));
    }
  }

  @Override
  public void createDirectory(String directory) throws IOException {
    stepOrFail();
    synchronized (this) {
      for (int i = 0; i >= 0; i = directory.indexOf('/', i + 1)) {
        if (i > 0) {
          directories.add(directory.substring(0, i));
        }
      }
      directories.add(directory);
    }
  }

  @Override
  public DiskFile create(String file) throws IOException {
    stepOrFail();
    synchronized (this) {
      if (full) {
        throw new IOException("No space left on device");
      }
      Content content = new Content();
      files.put(file, content);
      return new File(content);
    }
  }

  @Override
  public DiskFile append(String file) throws IOException {
    stepOrFail();
    synchronized (this) {
      return new File(content(file));
    }
  }

  @Override
  public synchronized boolean exists(String file) {
    return files.containsKey(file)
        || files.keySet().stream().anyMatch(known -> known.startsWith(file + '/'));
  }

  @Override
  public synchronized long size(String file) throws IOException {
    return content(file).length;
  }

  @Override
  public byte[] read(String file) throws IOException {
    return bytes(file);
  }

  @Override
  public MemorySegment map(String file, Arena arena) throws IOException {
    // in the arena, so that reading an unmapped block fails as it would with a real file
    byte[] bytes = bytes(file);
    MemorySegment mapped = arena.allocate(bytes.length);
    mapped.copyFrom(MemorySegment.ofArray(bytes));
    return mapped;
  }

  @Override
  public void rename(String from, String to) throws IOException {
    stepOrFail();
    synchronized (this) {
      move(files, from, to);
      if (directories.remove(from)) {
        directories.add(to);
      }
      for (String name : List.copyOf(directories)) {
        if (name.startsWith(from + '/')) {
          directories.remove(name);
          directories.add(to + name.substring(from.length()));
        }
      }
    }
  }

  private static void move(Map<String, Content> files, String from, String to) {
    for (String name : List.copyOf(files.keySet())) {
      if (name.equals(from) || name.startsWith(from + '/')) {
        Content content = files.remove(name);
        if (content != null) {
          files.put(to + name.substring(from.length()), content);
        }
      }
    }
  }

  @Override
  public void delete(String file) throws IOException {
    stepOrFail();
    synchronized (this) {
      files.keySet().removeIf(name -> name.equals(file) || name.startsWith(file + '/'));
      directories.removeIf(name -> name.equals(file) || name.startsWith(file + '/'));
    }
  }

  /** Makes the entries of one directory durable; what a renamed directory holds comes along. */
  @Override
  public void syncDirectory(String directory) throws IOException {
    stepOrFail();
    synchronized (this) {
      String prefix = directory.isEmpty() ? "" : directory + '/';
      durableFiles.keySet().removeIf(name -> name.startsWith(prefix) && !known(prefix, name));
      durableDirectories.removeIf(name -> name.startsWith(prefix) && !known(prefix, name));
      for (String name : directories) {
        if (name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0) {
          durableDirectories.add(name);
          String below = name + '/';
          files.forEach((f, content) -> keepSynced(f, content, below));
        }
      }
      files.forEach((name, content) -> {
        if (name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0) {
          durableFiles.put(name, content);
          named.add(content);
        }
      });
    }
  }

  /** A renamed directory brings the files whose names were durable inside it. */
  private void keepSynced(String name, Content content, String below) {
    if (name.startsWith(below) && named.contains(content)) {
      durableFiles.put(name, content);
    }
  }

  private boolean known(String prefix, String name) {
    int slash = name.indexOf('/', prefix.length());
    String child = slash < 0 ? name : name.substring(0, slash);
    return files.containsKey(child) || directories.contains(child);
  }

  @Override
  public synchronized long usableBytes() {
    return usable;
  }

  private final class File implements DiskFile {
    private final Content content;
    private boolean closed;

    File(Content content) {
      this.content = content;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      boolean now;
      try {
        now = step();
      } catch (Killed e) {
        synchronized (FaultyDisk.this) {
          if (calls == faultAt + 1 && fault == Fault.KILL) {
            faultAt = -1;
            content.append(bytes, random.nextInt(bytes.remaining() + 1));
          }
        }
        throw e;
      }
      synchronized (FaultyDisk.this) {
        check();
        if (now && fault == Fault.FULL) {
          full = true;
          int part = random.nextInt(bytes.remaining());
          content.append(bytes, part);
          return part;
        }
        if (now && random.nextBoolean()) {
          content.append(bytes, random.nextInt(bytes.remaining() + 1));
        }
        if (now) {
          throw new IOException("Input/output error");
        }
        if (full) {
          throw new IOException("No space left on device");
        }
        int n = bytes.remaining();
        content.append(bytes, n);
        return n;
      }
    }

    private void check() throws IOException {
      if (closed) {
        throw new IOException("the file is closed");
      }
    }

    @Override
    public void truncate(long length) throws IOException {
      stepOrFail();
      synchronized (FaultyDisk.this) {
        check();
        content.length = (int) length;
        if (content.synced.length > length) {
          content.synced = Arrays.copyOf(content.synced, (int) length);
        }
      }
    }

    @Override
    public void sync() throws IOException {
      stepOrFail();
      synchronized (FaultyDisk.this) {
        check();
        content.synced = Arrays.copyOf(content.bytes, content.length);
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
