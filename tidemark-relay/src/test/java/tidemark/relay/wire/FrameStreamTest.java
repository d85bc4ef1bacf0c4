package tidemark.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes of a sender, and what the receiver makes of them. */
class FrameStreamTest {
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();
  private final List<String> taken = new ArrayList<>();

  private final FrameTaker taker =
      new FrameTaker() {
        @Override
        public long last(long sender) {
          return sender * 10;
        }

        @Override
        public void take(long sender, long first, int lines, byte[] bytes, int length)
            throws IOException {
          String text = new String(bytes, 0, length, StandardCharsets.US_ASCII);
          if (text.startsWith("full")) {
            throw new IOException("the disk is full");
          }
          taken.add(sender + ": " + first + "+" + lines + " " + text.replace("\n", "|"));
        }
      };

  private static byte[] frame(long first, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return FrameFormat.frame(first, (int) text.lines().count(), bytes, 0, bytes.length);
  }

  private void serve(FrameTaker by) throws IOException {
    new FrameStream(new ByteArrayInputStream(sent.toByteArray()), answers, by).serve();
  }

  /** Versions and last lines, as {@code 1:20}. */
  private List<String> answered() {
    List<String> shown = new ArrayList<>();
    ByteBuffer all = ByteBuffer.wrap(answers.toByteArray());
    while (all.hasRemaining()) {
      shown.add(all.getInt() + ":" + all.getLong());
    }
    return shown;
  }

  @Test
  void acknowledgesEachFrameWhenItIsTaken() throws IOException {
    sent.writeBytes(FrameFormat.hello(2));
    sent.writeBytes(frame(21, "a 1 2\nb 1 2\n"));
    sent.writeBytes(frame(23, "c 1 2\n"));
    serve(taker);
    assertThat(taken).containsExactly("2: 21+2 a 1 2|b 1 2|", "2: 23+1 c 1 2|");
    assertThat(answered()).containsExactly("1:20", "1:22", "1:23");
  }

  @Test
  void doesNotAcknowledgeWhatCannotBeKept() {
    sent.writeBytes(FrameFormat.hello(2));
    sent.writeBytes(frame(21, "full 1 2\n"));
    assertThatThrownBy(() -> serve(taker)).hasMessage("the disk is full");
    assertThat(answered()).containsExactly("1:20");
  }

  @Test
  void refusesWithoutATakerAndAnotherVersion() {
    sent.writeBytes(FrameFormat.hello(2));
    assertThatThrownBy(() -> serve(null))
        .isInstanceOf(FrameException.class)
        .hasMessageContaining("--spool");
    sent.reset();
    byte[] hello = FrameFormat.hello(2);
    hello[7] = 9;
    sent.writeBytes(hello);
    assertThatThrownBy(() -> serve(taker)).hasMessageContaining("version 1");
    assertThat(answered()).containsExactly("0:0", "0:0");
  }

  @Test
  void takesNothingThatIsDamagedOrCutOff() {
    byte[] whole = frame(21, "a 1 2\nb 1 2\n");
    for (int i = 0; i < whole.length; i++) {
      sent.reset();
      sent.writeBytes(FrameFormat.hello(2));
      byte[] damaged = whole.clone();
      damaged[i] ^= 1;
      sent.writeBytes(damaged);
      assertThatThrownBy(() -> serve(taker))
          .as("byte %d", i)
          .isInstanceOfAny(FrameException.class, EOFException.class);
    }
    for (int length = 1; length < whole.length; length++) {
      sent.reset();
      sent.writeBytes(FrameFormat.hello(2));
      sent.write(whole, 0, length);
      assertThatThrownBy(() -> serve(taker))
          .as("%d bytes", length)
          .isInstanceOf(EOFException.class);
    }
    assertThat(taken).isEmpty();
  }
}
