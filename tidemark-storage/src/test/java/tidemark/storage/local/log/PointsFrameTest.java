package tidemark.storage.local.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.model.Batch;
import tidemark.model.SeriesTable;
import tidemark.storage.StorageException;
import tidemark.storage.local.codec.ByteInput;
import tidemark.storage.local.codec.ByteOutput;
import tidemark.storage.local.codec.Columns64;
import tidemark.testing.Seeded;

@ExtendWith(Seeded.class)
class PointsFrameTest {
  private final PointsEncoder encoder = new PointsEncoder();
  private final PointsFrame frame = new PointsFrame();

  @Test
  void givesBackEveryBitPatternAndEveryInteger(Random random) {
    for (int round = 0; round < 300; round++) {
      int n = 1 + random.nextInt(random.nextBoolean() ? 8 : 3000);
      Columns64[] kinds = Columns64.values();
      long[] doubles = kinds[round % kinds.length].doubles(random, n);
      long[] integers = kinds[random.nextInt(kinds.length)].integers(random, n);
      int[] numbers = random.ints(n, 1, 1 << 20).toArray();
      long[] times = random.longs(n, 0, 1L << random.nextInt(1, 50)).toArray();
      int mix = random.nextInt(3); // none, some, all are integers
      boolean[] marked = new boolean[n];
      Batch batch = new Batch(new SeriesTable());
      for (int i = 0; i < n; i++) {
        marked[i] = mix == 2 || (mix == 1 && random.nextBoolean());
        if (marked[i]) {
          batch.addInteger(0, times[i], integers[i]);
        } else {
          batch.add(0, times[i], Double.longBitsToDouble(doubles[i]));
        }
      }
      byte[] hints = new byte[n];
      random.nextBytes(hints);
      for (int i = 0; i < n; i++) {
        hints[i] = (byte) (hints[i] & 0xff & 14);
      }
      ByteOutput out = new ByteOutput(16);
      encoder.encode(batch, 0, n, numbers, hints, out);
      byte[] exact = Arrays.copyOf(out.array(), out.size());
      frame.decode(new ByteInput().reset(exact, 0, exact.length));
      assertThat(frame.size()).isEqualTo(n);
      for (int i = 0; i < n; i++) {
        assertThat(frame.number(i)).isEqualTo(numbers[i]);
        assertThat(frame.timestamp(i)).isEqualTo(times[i]);
        assertThat(frame.isInteger(i)).isEqualTo(marked[i]);
        assertThat(frame.bits(i)).isEqualTo(marked[i] ? integers[i] : doubles[i]);
      }
    }
  }

  @Test
  void damagedBodiesAreRefusedOrMeanSomethingElse(Random random) {
    Batch batch = new Batch(new SeriesTable());
    for (int i = 0; i < 40; i++) {
      batch.add(0, i, i * 0.37);
    }
    ByteOutput out = new ByteOutput(16);
    encoder.encode(batch, 0, 40, new int[40], new byte[40], out);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = Arrays.copyOf(out.array(), random.nextInt(out.size()) + 1);
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        frame.decode(new ByteInput().reset(bytes, 0, bytes.length));
      } catch (StorageException e) {
        assertThat(e.reason()).isEqualTo(StorageException.Reason.CORRUPT);
      }
    }
  }
}
