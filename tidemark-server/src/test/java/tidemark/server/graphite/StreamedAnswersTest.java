package tidemark.server.graphite;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tidemark.config.Size;
import tidemark.metrics.Meters;
import tidemark.query.graphite.GraphiteLimits;
import tidemark.query.graphite.GraphiteSeries;
import tidemark.query.graphite.Need;
import tidemark.query.graphite.format.RenderFormats;
import tidemark.query.graphite.format.RenderOptions;
import tidemark.retention.Retentions;
import tidemark.server.http.HttpListener;
import tidemark.server.http.TestPort;
import tidemark.server.queries.Queries;
import tidemark.server.queries.QuerySettings;
import tidemark.storage.memory.MemoryStorage;
import tidemark.storage.records.RecordJournal;

/** Answers leave in pieces, no faster than they are taken. */
class StreamedAnswersTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_704_096_000);
  private static final QuerySettings LIMITS =
      new QuerySettings(
          1000,
          50_000_000,
          Size.parse("1GiB"),
          Size.parse("1GiB"),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          8,
          Duration.ofSeconds(9),
          new Size(0),
          Duration.ZERO);

  private final Queries queries = new Queries(LIMITS, () -> NOW, new Meters());

  @Test
  void everyFormatWritesPiecesOfAFewKiB() throws IOException {
    double[] values = new double[100_000];
    GraphiteSeries one = GraphiteSeries.of("a.b", 1_704_000_000, 1, values);
    var options = new RenderOptions(Optional.empty(), false, false, ZoneOffset.UTC, new Need(0, 1));
    for (String format :
        List.of("csv", "dygraph", "json", "msgpack", "pickle", "raw", "rickshaw")) {
      var pieces = new Pieces();
      RenderFormats.named(format, options).orElseThrow().write(Collections.nCopies(3, one), pieces);
      assertThat(pieces.total).as(format).isGreaterThan(1_000_000);
      assertThat(pieces.largest).as(format).isLessThan(20_000);
    }
  }

  @Test
  void anAnswerOfAFewPiecesIsSentWholeWithItsLength() throws Exception {
    try (HttpListener server = server();
        Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
      String request = "GET /render?target=time(%22x%22,1)&format=json&from=-20min HTTP/1.1\r\n";
      socket
          .getOutputStream()
          .write((request + "Host: x\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      int body = answer.indexOf("\r\n\r\n") + 4;
      assertThat(answer.length() - body).isBetween(30_000, 60_000);
      assertThat(answer.substring(0, body))
          .contains("Content-Length: " + (answer.length() - body))
          .doesNotContain("chunked");
    }
  }

  /** 150 MB of text: more than the socket buffers take, so the writer has to wait. */
  @Test
  void anAnswerWaitsForItsReaderAndIsWholeThen() throws Exception {
    try (HttpListener server = server();
        Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
      ask(socket, 10);
      InputStream in = socket.getInputStream();
      byte[] first = in.readNBytes(1 << 16);
      assertThat(new String(first, ISO_8859_1)).startsWith("HTTP/1.1 200 ").contains("chunked");
      Thread.sleep(300);
      assertThat(queries.running()).as("still sending").hasSize(1);
      assertThat(first.length + readToTheLastChunk(in)).isGreaterThan(100_000_000);
      awaitNone();
    }
  }

  @Test
  void aReaderThatGoesAwayEndsTheAnswer() throws Exception {
    try (HttpListener server = server()) {
      try (Socket socket = new Socket("127.0.0.1", server.address().getPort())) {
        ask(socket, 10);
        socket.getInputStream().readNBytes(1 << 16);
      }
      awaitNone();
    }
  }

  private static long readToTheLastChunk(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    String end = "";
    long read = 0;
    while (!end.endsWith("\r\n0\r\n\r\n")) {
      int n = in.read(buffer);
      assertThat(n).as("end of stream before the last chunk").isPositive();
      read += n;
      String more = new String(buffer, Math.max(0, n - 7), Math.min(n, 7), ISO_8859_1);
      end = (end + more).substring(Math.max(0, end.length() + more.length() - 7));
    }
    return read;
  }

  private void awaitNone() throws InterruptedException {
    for (int i = 0; i < 100 && !queries.running().isEmpty(); i++) {
      Thread.sleep(50);
    }
    assertThat(queries.running()).isEmpty();
  }

  private static void ask(Socket socket, int series) throws IOException {
    String targets = "target=time(%22x%22,1)&".repeat(series);
    String request = "GET /render?" + targets + "format=json&from=-5d HTTP/1.1\r\nHost: x\r\n";
    socket.getOutputStream().write((request + "\r\n").getBytes(ISO_8859_1));
  }

  private HttpListener server() throws IOException {
    var services =
        new GraphiteServices(
            MemoryStorage.create(),
            Retentions.NONE,
            () -> NOW,
            GraphiteLimits.DEFAULT,
            RecordJournal.inMemory(),
            queries,
            new RenderCache(0, new Meters()),
            Duration.ZERO);
    return TestPort.open(HttpRouting.builder().register(services));
  }

  private static final class Pieces extends OutputStream {
    private long total;
    private int largest;

    @Override
    public void write(int b) {
      total++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      total += length;
      largest = Math.max(largest, length);
    }
  }
}
