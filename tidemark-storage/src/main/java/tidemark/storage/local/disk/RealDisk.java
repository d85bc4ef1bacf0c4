package tidemark.storage.local.disk;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The file system. */
public final class RealDisk implements Disk {
  private final Path root;

  /** Files under a directory, which is made if it is not there. */
  public RealDisk(Path root) throws IOException {
    this.root = root.toAbsolutePath();
    Files.createDirectories(root);
  }

  @Override
  public String where() {
    return root.toString();
  }

  @Override
  public Closeable lock(String name) throws IOException {
    FileChannel channel = FileChannel.open(root.resolve(name), CREATE, WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel; // closing it releases the lock
      }
    } catch (OverlappingFileLockException e) {
      // another engine of this process has it: the same answer
    }
    channel.close();
    throw new IOException("data directory " + root + " is in use by another process");
  }

  @Override
  public List<String> list(String directory) throws IOException {
    Path path = root.resolve(directory);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void createDirectory(String directory) throws IOException {
    Files.createDirectories(root.resolve(directory));
  }

  @Override
  public DiskFile create(String file) throws IOException {
    Path path = root.resolve(file);
    return new RealFile(path, FileChannel.open(path, CREATE, WRITE, TRUNCATE_EXISTING));
  }

  @Override
  public DiskFile append(String file) throws IOException {
    Path path = root.resolve(file);
    FileChannel channel = FileChannel.open(path, WRITE);
    channel.position(channel.size());
    return new RealFile(path, channel);
  }

  @Override
  public boolean exists(String file) {
    return Files.exists(root.resolve(file));
  }

  @Override
  public long size(String file) throws IOException {
    return Files.size(root.resolve(file));
  }

  @Override
  public byte[] read(String file) throws IOException {
    return Files.readAllBytes(root.resolve(file));
  }

  @Override
  public MemorySegment map(String file, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(root.resolve(file), READ)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(root.resolve(from), root.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String file) throws IOException {
    Path path = root.resolve(file);
    if (Files.isDirectory(path)) {
      for (String name : list(file)) {
        delete(file + '/' + name);
      }
    }
    try {
      Files.deleteIfExists(path);
    } catch (NoSuchFileException e) {
      // gone already, which is what was wanted
    }
  }

  @Override
  public void syncDirectory(String directory) throws IOException {
    try (FileChannel channel = FileChannel.open(root.resolve(directory), READ)) {
      channel.force(true);
    }
  }

  @Override
  public long usableBytes() throws IOException {
    return Files.getFileStore(root).getUsableSpace();
  }
}
