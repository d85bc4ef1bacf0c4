package tidemark.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.testing.Seeded;

@ExtendWith(Seeded.class)
class CompressionTest {
  private interface Maker<A, B> {
    B make(A a) throws IOException;
  }

  private static byte[] text(Random random, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] =
          i > 40 && random.nextInt(8) > 0
              ? bytes[i - 1 - random.nextInt(40)]
              : (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static void comesBack(
      Random random,
      Maker<OutputStream, OutputStream> packer,
      Maker<InputStream, InputStream> opener)
      throws IOException {
    for (int length : new int[] {0, 1, 4, 5, 12, 13, 14, 100, 4096, 65_536, 65_537, 300_000}) {
      byte[] bytes = text(random, length);
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream out = packer.make(packed)) {
        int half = random.nextInt(length + 1);
        out.write(bytes, 0, half);
        out.flush();
        out.write(bytes, half, length - half);
      }
      InputStream in = opener.make(new ByteArrayInputStream(packed.toByteArray()));
      assertThat(in.readAllBytes()).as("%d bytes", length).isEqualTo(bytes);
    }
  }

  @Test
  void linesComeBackFromLz4(Random random) throws IOException {
    comesBack(random, Lz4Output::new, Lz4Input::new);
  }

  @Test
  void linesComeBackFromSnappy(Random random) throws IOException {
    comesBack(random, SnappyOutput::new, SnappyInput::new);
  }

  @Test
  void readsWhatTheLz4ToolWrites() throws IOException {
    // printf 'a.b 1 2\na.b 1 2\na.b 1 2\na.b 1 2\n' | lz4 -c
    byte[] frame =
        HexFormat.of()
            .parseHex("04224d186440a7120000008f612e62203120320a08000050203120320a0000000057bd3678");
    assertThat(new Lz4Input(new ByteArrayInputStream(frame)).readAllBytes())
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo("a.b 1 2\n".repeat(4));
  }

  @Test
  void hashesAsPublished() {
    byte[] text = "Nobody inspects the spammish repetition".getBytes(StandardCharsets.US_ASCII);
    assertThat(XxHash32.of(new byte[0], 0, 0)).isEqualTo(0x02cc5d05);
    assertThat(XxHash32.of(text, 0, text.length)).isEqualTo(0xe2293b2f);
  }

  @Test
  void damagedBlocksAreErrorsAndNothingElse(Random random) {
    for (int round = 0; round < 2000; round++) {
      byte[] junk = new byte[1 + random.nextInt(60)];
      random.nextBytes(junk);
      byte[] framed = new byte[junk.length + 15];
      byte[] head = HexFormat.of().parseHex("04224d18604082");
      System.arraycopy(head, 0, framed, 0, 7);
      framed[7] = (byte) junk.length;
      System.arraycopy(junk, 0, framed, 11, junk.length);
      try {
        new Lz4Input(new ByteArrayInputStream(framed)).readAllBytes();
        new SnappyInput(new ByteArrayInputStream(junk)).readAllBytes();
      } catch (IOException e) {
        assertThat(e).isNotNull();
      }
    }
    assertThatThrownBy(() -> new Lz4Input(new ByteArrayInputStream(new byte[] {1, 2, 3, 4})).read())
        .isInstanceOf(IOException.class);
  }
}
