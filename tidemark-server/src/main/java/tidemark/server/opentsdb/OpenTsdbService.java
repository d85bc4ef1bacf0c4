package tidemark.server.opentsdb;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tidemark.ingest.Host;
import tidemark.ingest.Protocol;
import tidemark.ingest.opentsdb.HistogramDoor;
import tidemark.ingest.opentsdb.PutPolicy;
import tidemark.metrics.Meters;
import tidemark.model.SeriesTable;
import tidemark.model.Sink;
import tidemark.query.opentsdb.JsonOut;
import tidemark.query.opentsdb.Uids;
import tidemark.server.queries.Queries;
import tidemark.storage.Records;
import tidemark.storage.Storage;

/**
 * OpenTSDB's HTTP API on a Helidon server: takes every path, so it is the last service of its port.
 * Compression and the length of lines are the listener's.
 */
public final class OpenTsdbService implements HttpService {
  private final Dispatcher dispatcher;
  private final Queries queries;
  private final long maxBody;

  /**
   * The service.
   *
   * @param queries that its queries are among
   * @param records where notes and meta data are kept
   * @param table of the storage
   * @param puts the doors for points, each answering its own path under {@code /api}
   * @param histograms where queries find histograms
   * @param histogramDoor null if none are taken
   * @param sink where points go
   * @param maxBody longest decompressed body in bytes
   */
  public OpenTsdbService(
      OpenTsdbSettings settings,
      Storage storage,
      Queries queries,
      UidTable uids,
      Records records,
      SeriesTable table,
      Meters meters,
      InstantSource clock,
      Host host,
      List<Protocol.Http> puts,
      Histograms histograms,
      @Nullable HistogramDoor histogramDoor,
      Sink sink,
      long maxBody) {
    Map<String, Endpoint> doors = new LinkedHashMap<>();
    for (Protocol.Http put : puts) {
      doors.put(put.path().substring("/api/".length()), new PutEndpoint(put, sink));
    }
    var about =
        new Endpoints.About(host.version(), host.revision(), host.builtOn(), hostTag(settings));
    this.dispatcher =
        new Dispatcher(
            settings,
            new Endpoints(
                settings,
                storage,
                uids,
                records,
                table,
                meters,
                clock,
                about,
                doors,
                histograms,
                histogramDoor));
    this.queries = queries;
    this.maxBody = maxBody;
  }

  /** What the doors for points may take under these settings. */
  public static PutPolicy puts(OpenTsdbSettings settings, UidTable uids, Histograms histograms) {
    return new PutPolicy(
        settings.readOnly(),
        metric -> settings.autoMetrics() || uids.find(Uids.Kind.METRIC, metric) != 0,
        settings.histograms() ? histograms : null);
  }

  private static String hostTag(OpenTsdbSettings settings) {
    if (!settings.hostTag().isEmpty()) {
      return settings.hostTag();
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost"; // a machine that does not know its own name
    }
  }

  @Override
  public void routing(HttpRules rules) {
    rules.any(this::handle);
  }

  private void handle(ServerRequest request, ServerResponse response) throws IOException {
    byte[] body = body(request);
    if (body == null) {
      response.status(Status.create(413)).send();
      return;
    }
    try (var turn = new Turn(queries)) {
      var call =
          new Call(
              request.prologue().method().text(),
              request.path().path(),
              Call.parameters(request.query().rawValue()),
              body,
              turn);
      String origin = request.headers().first(HeaderNames.ORIGIN).orElse(null);
      send(dispatcher.answer(call, origin), response);
    }
  }

  /** The body, or null if it is too long. */
  private byte @Nullable [] body(ServerRequest request) throws IOException {
    if (!request.content().hasEntity()) {
      return new byte[0];
    }
    try (InputStream in = request.content().inputStream()) {
      byte[] body = in.readNBytes((int) Math.min(maxBody + 1, Integer.MAX_VALUE - 8));
      return body.length > maxBody ? null : body;
    }
  }

  private static void send(Answer answer, ServerResponse response) throws IOException {
    response.status(Status.create(answer.status()));
    if (!answer.contentType().isEmpty()) {
      response.header(HeaderNames.CONTENT_TYPE, answer.contentType());
    }
    answer.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
    Consumer<JsonOut> writer = answer.writer();
    if (writer == null) {
      response.send(answer.body());
      return;
    }
    try (var stream = new LateStream(response)) {
      var out = new JsonOut(stream);
      writer.accept(out);
      stream.end(out.toBytes());
    }
  }

  /** Opens the response with its second chunk: an answer of one chunk is sent with its length. */
  private static final class LateStream extends OutputStream {
    private final ServerResponse response;
    private @Nullable OutputStream opened;

    LateStream(ServerResponse response) {
      this.response = response;
    }

    private OutputStream opened() {
      OutputStream stream = opened == null ? response.outputStream() : opened;
      opened = stream;
      return stream;
    }

    @Override
    public void write(int b) throws IOException {
      opened().write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      opened().write(bytes, from, length);
    }

    /** Sends what is left. */
    void end(byte[] rest) throws IOException {
      if (opened == null) {
        response.send(rest);
      } else {
        opened.write(rest);
      }
    }

    @Override
    public void close() throws IOException {
      if (opened != null) {
        opened.close();
      }
    }
  }
}
