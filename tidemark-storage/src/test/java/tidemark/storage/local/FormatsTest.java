package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import tidemark.storage.local.Rig.Op;
import tidemark.storage.local.disk.FaultyDisk;

/** Reads the files as docs/formats says, without the engine's own decoders. */
class FormatsTest {
  private static final Op.Write WRITE = new Op.Write(6);

  @Test
  void logIsAsItsPageSays() throws IOException {
    Rig rig = new Rig(new FaultyDisk(new Random(1)));
    rig.does(WRITE);
    List<String> found = new ArrayList<>();
    ByteBuffer in = open(rig.disk, "log/000001.log", "TIDELOG\n", 1);
    while (in.hasRemaining()) {
      found.add(frame(in));
    }
    List<String> names = new ArrayList<>();
    StringBuilder points = new StringBuilder("points");
    for (int i = 0; i < WRITE.size(); i++) {
      if (!names.contains(WRITE.series(i))) {
        names.add(WRITE.series(i));
      }
      int number = names.indexOf(WRITE.series(i)) + 1;
      points.append(" " + number + '@' + WRITE.time(i) + '=' + WRITE.value(i));
    }
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      expected.add("series " + (i + 1) + ' ' + names.get(i));
    }
    expected.add(points.toString());
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void blockIsAsItsPageSays() throws IOException {
    Rig rig = new Rig(new FaultyDisk(new Random(1)));
    rig.does(WRITE);
    rig.does(new Op.Seal());
    long points = 0;
    for (String file : rig.disk.files()) {
      if (file.endsWith("/MANIFEST")) {
        String directory = file.substring(0, file.length() - "MANIFEST".length());
        ByteBuffer manifest = open(rig.disk, file, "TIDEMAN\n", 2);
        assertThat(manifest.getInt(108)).isEqualTo(crc(manifest.array(), 0, 108));
        points += manifest.getLong(56);
        String[] names = {"values.bin", "times.bin", "index.bin"};
        String[] magics = {"TIDEVAL\n", "TIDETIM\n", "TIDEIDX\n"};
        for (int i = 0; i < 3; i++) {
          ByteBuffer part = open(rig.disk, directory + names[i], magics[i], 0);
          assertThat((long) part.limit()).isEqualTo(manifest.getLong(72 + 8 * i));
          assertThat(crc(part.array(), 0, part.limit())).isEqualTo(manifest.getInt(96 + 4 * i));
        }
        ByteBuffer index = open(rig.disk, directory + "index.bin", "TIDEIDX\n", 0);
        ByteBuffer values = open(rig.disk, directory + "values.bin", "TIDEVAL\n", 0);
        for (IndexPage.Line line : IndexPage.lines(index, manifest.getLong(64))) {
          int crc = crc(values.array(), (int) line.valuesOffset(), line.valuesLength());
          assertThat(crc).isEqualTo(line.crc());
        }
      }
    }
    assertThat(points).isEqualTo(WRITE.size());

    ByteBuffer names = open(rig.disk, "names.log", "TIDENAM\n", 0);
    assertThat(frame(names)).isEqualTo("series 1 " + WRITE.series(0));
  }

  private static ByteBuffer open(FaultyDisk disk, String file, String magic, long number)
      throws IOException {
    ByteBuffer in = ByteBuffer.wrap(disk.bytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] start = new byte[8];
    in.get(start);
    assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo(magic);
    assertThat(in.getInt()).isEqualTo(1);
    assertThat(in.getLong()).isEqualTo(number);
    assertThat(in.getInt()).isEqualTo(crc(in.array(), 0, 20));
    return in;
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  private static String frame(ByteBuffer in) {
    int at = in.position();
    int length = in.getInt();
    assertThat(in.getInt()).isEqualTo(crc(in.array(), at + 24, length));
    in.getLong();
    int type = in.getInt();
    assertThat(in.getInt()).isEqualTo(crc(in.array(), at, 20));
    int end = at + 24 + length;
    if (type == 2) {
      long number = IndexPage.varint(in);
      byte[] text = new byte[end - in.position()];
      in.get(text);
      return "series " + number + ' ' + new String(text, StandardCharsets.UTF_8);
    }
    assertThat(type).isEqualTo(1);
    int n = (int) IndexPage.varint(in);
    long[] numbers = runs(in, n);
    long[] times = runs(in, n);
    byte[] classes = new byte[in.get()];
    in.get(classes);
    byte[] codes = new byte[classes.length == 1 ? 0 : (n + 1) / 2];
    in.get(codes);
    StringBuilder points = new StringBuilder("points");
    for (int i = 0; i < n; i++) {
      int code = classes.length == 1 ? 0 : codes[i / 2] >> (i % 2 * 4) & 15;
      String value = value(in, (code == 15 ? in.get() : classes[code]) & 0xff);
      points.append(" " + numbers[i] + '@' + times[i] + '=' + value);
    }
    assertThat(in.position()).isEqualTo(end);
    return points.toString();
  }

  private static String value(ByteBuffer in, int type) {
    long body = 0;
    for (int i = 0; i < (type & 15); i++) {
      body |= (in.get() & 0xffL) << (8 * i);
    }
    long signed = (body >>> 1) ^ -(body & 1);
    return switch (type >> 4) {
      case 14 -> String.valueOf(Double.longBitsToDouble(Long.reverseBytes(body)));
      case 15 -> signed + "i";
      default -> String.valueOf(signed / Math.pow(10, type >> 4));
    };
  }

  private static long[] runs(ByteBuffer in, int n) {
    long[] column = new long[n];
    long value = 0;
    for (int i = 0; i < n; ) {
      long zigzag = IndexPage.varint(in);
      long distance = (zigzag >>> 1) ^ -(zigzag & 1);
      for (long run = IndexPage.varint(in); run > 0; run--) {
        value += distance;
        column[i++] = value;
      }
    }
    return column;
  }
}
