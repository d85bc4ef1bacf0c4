package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.model.Batch;
import tidemark.storage.local.disk.FaultyDisk;
import tidemark.testing.Seeded;

/**
 * Reads index.bin, values.bin and times.bin by docs/formats/block.md alone, with columns of every
 * kind, and finds what was written.
 */
@ExtendWith(Seeded.class)
class BlockPageTest {
  private final Map<Long, TreeMap<Long, String>> written = new TreeMap<>();
  private final Set<Integer> codes = new TreeSet<>();
  private ByteBuffer values = ByteBuffer.allocate(0);
  private ByteBuffer times = ByteBuffer.allocate(0);

  @Test
  void columnsAreAsTheirPageSays(Random random) throws IOException {
    Rig rig = new Rig(new FaultyDisk(random));
    Batch batch = rig.batch();
    for (int series = 1; series <= 12; series++) {
      fill(batch, series, random);
    }
    rig.storage().write(batch);
    rig.storage().seal();
    assertThat(read(rig.disk)).isEqualTo(written);
    rig.storage().merge();
    assertThat(read(rig.disk)).isEqualTo(written);
    assertThat(codes).contains(1, 2, 3);
  }

  private Map<Long, TreeMap<Long, String>> read(FaultyDisk disk) throws IOException {
    Map<Long, TreeMap<Long, String>> read = new TreeMap<>();
    for (String file : disk.files()) {
      if (file.endsWith("index.bin")) {
        block(disk, file.substring(0, file.length() - "index.bin".length()), read);
      }
    }
    return read;
  }

  /** Each number modulo 6 is a kind of values, each modulo 3 a kind of times. */
  private void fill(Batch batch, int series, Random random) {
    int id = batch.table().resolve(tidemark.model.SeriesKey.of("s" + series));
    TreeMap<Long, String> of = new TreeMap<>();
    written.put((long) series, of);
    long time = Rig.T;
    double walk = 0;
    for (int i = 0; i < 5000; i++) {
      time +=
          switch (series % 3) {
            case 0 -> 1000;
            case 1 -> 1000 + random.nextInt(5);
            default -> random.nextInt(100) == 0 ? 3000 : 1000;
          };
      walk += series == 12 ? Math.rint(random.nextGaussian() * 30) : random.nextInt(21) - 10;
      if (series == 6 && i % 1000 == 500) {
        walk = random.nextInt(1_000_000);
      }
      boolean integer = series % 6 == 4 || (series % 6 == 5 && random.nextInt(3) == 0);
      double value =
          switch (series % 6) {
            case 0 -> walk / 100;
            case 1 -> random.nextInt(50) == 0 ? i : 7;
            case 2 -> random.nextInt(400) == 0 ? Double.NaN : i * 4096.0;
            case 3 -> random.nextGaussian();
            default -> walk;
          };
      if (integer) {
        batch.addInteger(id, time, (long) walk);
        of.put(time, (long) walk + "i");
      } else {
        batch.add(id, time, value);
        of.put(time, String.valueOf(value));
      }
    }
  }

  private void block(FaultyDisk disk, String directory, Map<Long, TreeMap<Long, String>> out)
      throws IOException {
    values = ByteBuffer.wrap(disk.bytes(directory + "values.bin")).order(ByteOrder.LITTLE_ENDIAN);
    times = ByteBuffer.wrap(disk.bytes(directory + "times.bin")).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer index =
        ByteBuffer.wrap(disk.bytes(directory + "index.bin")).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 24; at < index.limit(); at += 56) {
      int n = index.getInt(at + 24);
      long first = index.getLong(at + 8);
      long[] t = new long[n];
      if (index.getInt(at + 44) == 0) {
        for (int i = 0; i < n; i++) {
          t[i] = first + i * index.getLong(at + 48);
        }
      } else {
        times.position((int) index.getLong(at + 48));
        t = integers(times, n);
      }
      assertThat(t[0]).isEqualTo(first);
      assertThat(t[n - 1]).isEqualTo(index.getLong(at + 16));
      values.position((int) index.getLong(at + 32));
      String[] v = values(n);
      assertThat(values.position()).isEqualTo((int) index.getLong(at + 32) + index.getInt(at + 40));
      TreeMap<Long, String> of = out.computeIfAbsent(index.getLong(at), k -> new TreeMap<>());
      for (int i = 0; i < n; i++) {
        of.put(t[i], v[i]);
      }
    }
  }

  private String[] values(int n) {
    String[] out = new String[n];
    switch (values.get()) {
      case 0 -> {
        for (int i = 0; i < n; i++) {
          out[i] = String.valueOf(values.getDouble());
        }
      }
      case 1 -> {
        int e = values.get();
        int exceptions = (int) varint(values);
        Map<Integer, Double> listed = new TreeMap<>();
        int index = 0;
        for (int i = 0; i < exceptions; i++) {
          index += (int) varint(values);
          listed.put(index, values.getDouble());
        }
        long[] m = integers(values, n);
        for (int i = 0; i < n; i++) {
          out[i] = String.valueOf(listed.getOrDefault(i, m[i] / Math.pow(10, e)));
        }
      }
      case 2 -> {
        long[] m = integers(values, n);
        for (int i = 0; i < n; i++) {
          out[i] = m[i] + "i";
        }
      }
      case 3 -> {
        byte[] marks = new byte[(n + 7) / 8];
        values.get(marks);
        for (int i = 0; i < n; i++) {
          boolean integer = (marks[i / 8] >> (i % 8) & 1) != 0;
          out[i] = integer ? values.getLong() + "i" : String.valueOf(values.getDouble());
        }
      }
      case 4 -> {
        long[] m = integers(values, n);
        for (int i = 0; i < n; i++) {
          out[i] = String.valueOf(Double.longBitsToDouble(m[i] < 0 ? m[i] ^ Long.MAX_VALUE : m[i]));
        }
      }
      default -> throw new AssertionError("an unknown kind of column");
    }
    return out;
  }

  private long[] integers(ByteBuffer in, int n) {
    int head = in.get();
    int order = head & 3;
    boolean factored = (head & 4) != 0;
    long base = factored ? signed(in) : 0;
    long factor = factored ? varint(in) : 1;
    long[] start = new long[order];
    for (int i = 0; i < order; i++) {
      start[i] = signed(in);
    }
    long[] rest = (head & 8) == 0 ? groups(in, n - order) : segments(in, n - order);
    long[] out = new long[n];
    long slope = order == 2 ? start[1] : 0;
    for (int i = 0; i < n; i++) {
      if (order == 0) {
        out[i] = rest[i];
      } else if (i == 0) {
        out[i] = start[0];
      } else if (order == 1) {
        out[i] = out[i - 1] + rest[i - 1];
      } else {
        slope += i == 1 ? 0 : rest[i - 2];
        out[i] = out[i - 1] + slope;
      }
    }
    for (int i = 0; i < n; i++) {
      out[i] = base + factor * out[i];
    }
    return out;
  }

  private long[] segments(ByteBuffer in, int n) {
    long[] out = new long[n];
    for (int from = 0; from < n; ) {
      int code = in.get();
      int count = (int) varint(in);
      codes.add(code);
      long[] segment =
          switch (code) {
            case 0 -> groups(in, count);
            case 1 -> phaseIn(in, count);
            case 2 -> rice(in, count);
            default -> loose(in, count);
          };
      System.arraycopy(segment, 0, out, from, count);
      from += count;
    }
    return out;
  }

  private static long[] loose(ByteBuffer in, int n) {
    long[] out = new long[n];
    for (int i = 0; i < n; i++) {
      out[i] = signed(in);
    }
    return out;
  }

  private static long[] phaseIn(ByteBuffer in, int n) {
    long min = signed(in);
    long r = varint(in) + 1;
    int k = 0;
    while (r >> (k + 1) != 0) {
      k++;
    }
    long u = (2L << k) - r;
    long[] out = unpack(in, n, k);
    int longer = (int) java.util.Arrays.stream(out).filter(x -> x >= u).count();
    long[] bits = unpack(in, longer, 1);
    for (int i = 0, bit = 0; i < n; i++) {
      out[i] = min + (out[i] < u ? out[i] : 2 * out[i] + bits[bit++] - u);
    }
    return out;
  }

  private static long[] rice(ByteBuffer in, int n) {
    long middle = signed(in);
    int k = in.get();
    int length = (int) varint(in);
    long[] out = unpack(in, n, k);
    long[] bits = unpack(in, 8 * length, 1);
    for (int i = 0, bit = 0; i < n; i++) {
      for (; bits[bit] == 0; bit++) {
        out[i] += 1L << k;
      }
      bit++;
      out[i] = middle + ((out[i] >>> 1) ^ -(out[i] & 1));
    }
    return out;
  }

  private static long[] groups(ByteBuffer in, int n) {
    long[] out = new long[n];
    for (int from = 0; from < n; from += 128) {
      int count = Math.min(128, n - from);
      int mode = in.get() & 0xff;
      if (mode == 128) {
        from += ((in.get() & 0xff) - 1) * 128;
      } else if (mode <= 64) {
        long min = signed(in);
        long[] packed = unpack(in, count, mode);
        for (int i = 0; i < count; i++) {
          out[from + i] = min + packed[i];
        }
      } else {
        int[] places;
        if (mode < 128) {
          places = new int[in.get() & 0xff];
          for (int i = 0; i < places.length; i++) {
            places[i] = in.get() & 0xff;
          }
        } else {
          byte[] marks = new byte[(count + 7) / 8];
          in.get(marks);
          places =
              java.util.stream.IntStream.range(0, count)
                  .filter(i -> (marks[i / 8] >> (i % 8) & 1) != 0)
                  .toArray();
        }
        long min = signed(in);
        long[] packed = unpack(in, places.length, mode < 128 ? mode - 64 : mode - 128);
        for (int i = 0; i < places.length; i++) {
          out[from + places[i]] = min + packed[i];
        }
      }
    }
    return out;
  }

  private static long[] unpack(ByteBuffer in, int n, int width) {
    byte[] bytes = new byte[(n * width + 7) / 8];
    in.get(bytes);
    long[] out = new long[n];
    for (int i = 0; i < n * width; i++) {
      out[i / width] |= (bytes[i / 8] >> (i % 8) & 1L) << (i % width);
    }
    return out;
  }

  private static long signed(ByteBuffer in) {
    long zigzag = varint(in);
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
