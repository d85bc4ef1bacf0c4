package tidemark.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import tidemark.ingest.Host;
import tidemark.ingest.Limits;
import tidemark.ingest.Protocol;
import tidemark.ingest.ProtocolContext;
import tidemark.metrics.Meters;
import tidemark.model.SeriesTable;

/**
 * One connection that sends {@link #ROUNDS} rounds of the same {@link #SERIES} series, ten seconds
 * apart, to a sink that does nothing: what is left is reading, parsing and resolving.
 */
final class LineLoad {
  static final int SERIES = 10_000;
  static final int ROUNDS = 10;

  /** Lines of one call of {@link #send}. */
  static final int LINES = SERIES * ROUNDS;

  private static final long START = 1_700_000_000;

  /** How a protocol writes a point. */
  interface Writer {
    String line(int series, long seconds, String value);
  }

  private final byte[] sent;

  LineLoad(Writer writer) {
    var text = new StringBuilder();
    for (int i = 0; i < LINES; i++) {
      long seconds = START + 10L * (i / SERIES);
      String value = i % 3 == 0 ? String.valueOf(i) : i * 37 % 10_000 / 100.0 + "";
      text.append(writer.line(i % SERIES, seconds, value));
    }
    sent = text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** What a protocol is made with. */
  static ProtocolContext context() {
    return new ProtocolContext(
        new SeriesTable(),
        new Meters(),
        InstantSource.fixed(Instant.ofEpochSecond(START + 86_400)),
        Limits.DEFAULT,
        new NoHost());
  }

  /** Serves one connection from its begin to its end. */
  void send(Protocol.Stream protocol) {
    try {
      protocol.serve(new Pieces(sent), OutputStream.nullOutputStream(), batch -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives at most 8 KiB at once, as a busy socket does. */
  private static final class Pieces extends ByteArrayInputStream {
    private static final int PIECE = 8 << 10;

    Pieces(byte[] all) {
      super(all);
    }

    @Override
    public synchronized int read(byte[] b, int offset, int length) {
      return super.read(b, offset, Math.min(length, PIECE));
    }
  }

  private static final class NoHost implements Host {
    @Override
    public void sync() {}

    @Override
    public String version() {
      return "";
    }

    @Override
    public String revision() {
      return "";
    }

    @Override
    public String builtOn() {
      return "";
    }

    @Override
    public String httpAddress() {
      return "";
    }
  }
}
