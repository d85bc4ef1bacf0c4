package tidemark.server;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import tidemark.server.Doom.Call;
import tidemark.server.Doom.Moment;
import tidemark.storage.local.disk.Disk;
import tidemark.storage.local.disk.DiskFile;

/** A disk on which the process stands still at the call that a {@link Doom} is about. */
final class DoomedDisk implements Disk {
  private final Disk disk;
  private final Doom doom;

  DoomedDisk(Disk disk, Doom doom) {
    this.disk = disk;
    this.doom = doom;
  }

  private interface Reading<T> {
    T run() throws IOException;
  }

  private interface Change {
    void run() throws IOException;
  }

  private <T> T pass(Call call, String file, Reading<T> reading) throws IOException {
    boolean doomed = doom.comes(call, file, 0);
    if (doomed && doom.moment() != Moment.AFTER) {
      DoomedServer.stand("before " + call + ' ' + file);
    }
    T result = reading.run();
    if (doomed) {
      DoomedServer.stand("after " + call + ' ' + file);
    }
    return result;
  }

  private void change(Call call, String file, Change change) throws IOException {
    pass(
        call,
        file,
        () -> {
          change.run();
          return true;
        });
  }

  @Override
  public String where() {
    return disk.where();
  }

  @Override
  public Closeable lock(String name) throws IOException {
    return disk.lock(name);
  }

  @Override
  public List<String> list(String directory) throws IOException {
    return pass(Call.OTHER, directory, () -> disk.list(directory));
  }

  @Override
  public void createDirectory(String directory) throws IOException {
    change(Call.OTHER, directory, () -> disk.createDirectory(directory));
  }

  @Override
  public DiskFile create(String file) throws IOException {
    return new DoomedFile(file, pass(Call.CREATE, file, () -> disk.create(file)));
  }

  @Override
  public DiskFile append(String file) throws IOException {
    return new DoomedFile(file, pass(Call.OTHER, file, () -> disk.append(file)));
  }

  @Override
  public boolean exists(String file) throws IOException {
    return pass(Call.OTHER, file, () -> disk.exists(file));
  }

  @Override
  public long size(String file) throws IOException {
    return pass(Call.OTHER, file, () -> disk.size(file));
  }

  @Override
  public byte[] read(String file) throws IOException {
    return pass(Call.OTHER, file, () -> disk.read(file));
  }

  @Override
  public MemorySegment map(String file, Arena arena) throws IOException {
    return pass(Call.OTHER, file, () -> disk.map(file, arena));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    change(Call.RENAME, from, () -> disk.rename(from, to));
  }

  @Override
  public void delete(String file) throws IOException {
    change(Call.DELETE, file, () -> disk.delete(file));
  }

  @Override
  public void syncDirectory(String directory) throws IOException {
    change(Call.SYNC, directory, () -> disk.syncDirectory(directory));
  }

  @Override
  public long usableBytes() throws IOException {
    return disk.usableBytes();
  }

  /** Half of a write gets into the file when the process stands amid it. */
  private final class DoomedFile implements DiskFile {
    private final String name;
    private final DiskFile file;

    DoomedFile(String name, DiskFile file) {
      this.name = name;
      this.file = file;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
      int size = bytes.remaining();
      if (!doom.comes(Call.WRITE, name, size)) {
        return file.write(bytes);
      }
      int taken =
          switch (doom.moment()) {
            case BEFORE -> 0;
            case AMID -> 1 + size / 2;
            case AFTER -> size;
          };
      file.writeFully(bytes.slice(bytes.position(), Math.min(taken, size)));
      DoomedServer.stand("after " + taken + " of " + size + " bytes of WRITE " + name);
      return taken;
    }

    @Override
    public void truncate(long length) throws IOException {
      file.truncate(length);
    }

    @Override
    public void sync() throws IOException {
      change(Call.SYNC, name, () -> file.sync());
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
