package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
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
  private final Set<Integer> kinds = new TreeSet<>();
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
    assertThat(kinds).contains(0, 4); // hours as whole numbers and as doubles
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
    ByteBuffer manifest =
        ByteBuffer.wrap(disk.bytes(directory + "MANIFEST")).order(ByteOrder.LITTLE_ENDIAN);
    for (IndexPage.Line line : IndexPage.lines(index, manifest.getLong(64))) {
      int n = line.points();
      long[] t = new long[n];
      if (line.timesLength() == 0) {
        for (int i = 0; i < n; i++) {
          t[i] = line.first() + i * line.step();
        }
      } else {
        times.position((int) line.timesOffset());
        t = integers(times, n);
      }
      assertThat(t[0]).isEqualTo(line.first());
      assertThat(t[n - 1]).isEqualTo(line.last());
      values.position((int) line.valuesOffset());
      String[] v = values(n);
      assertThat(values.position()).isEqualTo((int) line.valuesOffset() + line.valuesLength());
      TreeMap<Long, String> of = out.computeIfAbsent(line.number(), k -> new TreeMap<>());
      TreeMap<Long, Double> own = new TreeMap<>();
      for (int i = 0; i < n; i++) {
        of.put(t[i], v[i]);
        own.put(t[i], Double.valueOf(v[i].replace("i", "")));
      }
      if (line.summariesLength() > 0) {
        summaries(index, line, own);
      }
    }
  }

  private void summaries(ByteBuffer index, IndexPage.Line line, TreeMap<Long, Double> points) {
    kinds.add((int) index.get(line.summaries()) & 7);
    long seen = 0;
    for (SummaryPage.Sum sum : SummaryPage.read(index, line)) {
      var of = points.subMap(sum.from(), true, sum.through(), true);
      seen += sum.points();
      assertThat((long) of.size()).isEqualTo(sum.points());
      assertThat(of.firstEntry().getValue()).isEqualTo(sum.first());
      assertThat(of.lastEntry().getValue()).isEqualTo(sum.last());
      DoubleSummaryStatistics all = of.values().stream().mapToDouble(v -> v).summaryStatistics();
      assertThat(all.getMin()).isEqualTo(sum.min());
      assertThat(all.getMax()).isEqualTo(sum.max());
      double size = Math.max(Math.abs(all.getMin()), Math.abs(all.getMax())) * sum.points();
      assertThat(all.getSum()).isCloseTo(sum.sum(), Offset.offset(1e-12 * size));
    }
    assertThat(seen).isEqualTo(line.points());
    assertThat(index.position()).isEqualTo(line.summaries() + line.summariesLength());
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
        int exceptions = (int) IndexPage.varint(values);
        Map<Integer, Double> listed = new TreeMap<>();
        int index = 0;
        for (int i = 0; i < exceptions; i++) {
          index += (int) IndexPage.varint(values);
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
    long base = factored ? IndexPage.signed(in) : 0;
    long factor = factored ? IndexPage.varint(in) : 1;
    long[] start = new long[order];
    for (int i = 0; i < order; i++) {
      start[i] = IndexPage.signed(in);
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
      int count = (int) IndexPage.varint(in);
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
      out[i] = IndexPage.signed(in);
    }
    return out;
  }

  private static long[] phaseIn(ByteBuffer in, int n) {
    long min = IndexPage.signed(in);
    long r = IndexPage.varint(in) + 1;
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
    long middle = IndexPage.signed(in);
    int k = in.get();
    int length = (int) IndexPage.varint(in);
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
        long min = IndexPage.signed(in);
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
        long min = IndexPage.signed(in);
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
}
