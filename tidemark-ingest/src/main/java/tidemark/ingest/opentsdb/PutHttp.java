package tidemark.ingest.opentsdb;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.ingest.Delivery;
import tidemark.ingest.Exchange;
import tidemark.ingest.Protocol;
import tidemark.ingest.ProtocolContext;
import tidemark.ingest.Refusals;
import tidemark.model.Batch;
import tidemark.model.Interner;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesLimitException;
import tidemark.model.Sink;
import tidemark.storage.StorageException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * OpenTSDB's {@code POST /api/put} (contracts/opentsdb.md 4): one point or an array of them. Good
 * points beside bad ones are stored; a body that is no JSON stores nothing. What is answered with a
 * 2xx was accepted by the storage; with {@code sync} it is on stable storage.
 *
 * <p>Where OpenTSDB answers before it stores, this door stores first, so a storage that fails is a
 * 503.
 */
public final class PutHttp implements Protocol.Http {
  private static final Logger LOG = LoggerFactory.getLogger(PutHttp.class);
  private static final String NAME = "opentsdb-http";
  private static final String JSON = "application/json; charset=UTF-8";
  private static final int MOST_IDLE = 16;
  private static final int LARGEST_KEPT = 1 << 16;

  private final ProtocolContext context;
  private final PutRules rules;
  private final JsonSyntax syntax;
  private final PlainSyntax plainSyntax;
  private final Delivery delivery;
  private final Refusals refusedPoints;
  private final Refusals refusedBodies;
  private final JsonFactory factory =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** Working memory that no request uses now; a thread's would be as many as there are threads. */
  private final ConcurrentLinkedDeque<Work> idle = new ConcurrentLinkedDeque<>();

  private final AtomicInteger idleCount = new AtomicInteger();

  private record Work(Interner interner, JsonPoint point, PlainBody plain) {
    Batch batch() {
      Batch batch = plain.interner().batch();
      return batch.isEmpty() ? interner.batch() : batch;
    }

    void rest() {
      interner.batch().clear();
      interner.rest();
      plain.interner().batch().clear();
      plain.interner().rest();
    }
  }

  /** A door that takes everything. */
  public PutHttp(ProtocolContext context) {
    this(context, PutPolicy.OPEN);
  }

  /** A door that takes what a policy lets it. */
  public PutHttp(ProtocolContext context, PutPolicy policy) {
    this.context = context;
    rules = new PutRules(context, policy);
    syntax = new JsonSyntax(rules);
    plainSyntax = new PlainSyntax(rules, context.series());
    delivery = new Delivery(context, LOG, NAME);
    refusedPoints = new Refusals(context.meters(), context.clock(), LOG, NAME, "put");
    refusedBodies = new Refusals(context.meters(), context.clock(), LOG, NAME, "body");
  }

  @Override
  public String path() {
    return "/api/put";
  }

  @Override
  public void handle(Exchange exchange, Sink sink) throws IOException {
    if (!exchange.method().equals("POST")) {
      fail(
          exchange,
          405,
          "Method not allowed",
          "The HTTP method [" + exchange.method() + "] is not permitted for this endpoint");
      return;
    }
    boolean details = exchange.query("details") != null;
    boolean summary = details || exchange.query("summary") != null;
    var answer = new PutAnswer(factory, details, exchange.query("sync_timeout") != null);
    Work work = take();
    try {
      read(exchange.body().readAllBytes(), work, answer);
      if (answer.points() == 0) {
        throw new InvalidInputException("No datapoints found in content");
      }
      store(exchange, work, sink, answer, summary);
    } catch (StreamReadException e) {
      refuse(exchange, "Unable to parse the given JSON", String.valueOf(e.getOriginalMessage()));
    } catch (InvalidInputException e) {
      refuse(exchange, String.valueOf(e.getMessage()), "");
    } finally {
      work.rest();
      giveBack(work, answer.points());
    }
  }

  /**
   * Reads the whole body before anything is stored: what turns out to be no JSON stores nothing.
   */
  private void read(byte[] body, Work work, PutAnswer answer) {
    long latest = rules.latest();
    int plain = work.plain().read(body, latest);
    if (plain > 0) {
      answer.good(plain);
      return;
    }
    work.plain().interner().batch().clear();
    JsonPoint point = work.point();
    try (JsonParser json = factory.createParser(ObjectReadContext.empty(), body)) {
      JsonToken first = first(json);
      if (first == JsonToken.START_OBJECT) {
        read(json, first, point, latest, answer);
        return;
      }
      for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
        read(json, t, point, latest, answer);
      }
    }
  }

  private static JsonToken first(JsonParser json) {
    @Nullable JsonToken first;
    try {
      first = json.nextToken();
    } catch (StreamReadException e) {
      throw new InvalidInputException("The JSON must start as an object or an array", e);
    }
    if (first == null) {
      throw new InvalidInputException("Missing request content");
    }
    if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
      throw new InvalidInputException("The JSON must start as an object or an array");
    }
    return first;
  }

  private void read(
      JsonParser json, JsonToken token, JsonPoint point, long latest, PutAnswer answer) {
    if (token == JsonToken.VALUE_NULL) {
      answer.bad(null, "Unexpected null datapoint encountered in set.");
      return;
    }
    if (token != JsonToken.START_OBJECT) {
      throw new StreamReadException(json, "an element that is no object");
    }
    point.read(json);
    @Nullable String error;
    try {
      error = point.add(latest);
    } catch (SeriesLimitException e) {
      error = String.valueOf(e.getMessage());
      answer.overloaded();
    }
    if (error == null) {
      answer.good(1);
    } else {
      refusedPoints.count(point.toString(), error);
      answer.bad(point, error);
    }
  }

  private void store(Exchange exchange, Work work, Sink sink, PutAnswer answer, boolean summary)
      throws IOException {
    try {
      delivery.deliver(work.batch(), sink);
      if (exchange.query("sync") != null) {
        context.host().sync();
      }
    } catch (StorageException e) {
      if (summary) {
        answer.lost("Storage exception: " + e.getMessage());
        exchange.respond(503, JSON, answer.summary());
      } else {
        fail(exchange, 503, "Storage exception", String.valueOf(e.getMessage()));
      }
      return;
    }
    int status = answer.status(summary);
    if (summary) {
      exchange.respond(status, JSON, answer.summary());
    } else if (status == 204) {
      exchange.respond(status, JSON, new byte[0]);
    } else {
      fail(
          exchange,
          status,
          "One or more data points had errors",
          "Please see the TSD logs or append \"details\" to the put request");
    }
  }

  private void refuse(Exchange exchange, String message, String details) throws IOException {
    refusedBodies.count(message, details);
    fail(exchange, 400, message, details);
  }

  private void fail(Exchange exchange, int status, String message, String details)
      throws IOException {
    exchange.respond(status, JSON, PutAnswer.envelope(factory, status, message, details));
  }

  private Work take() {
    Work work = idle.pollFirst();
    if (work != null) {
      idleCount.decrementAndGet();
      return work;
    }
    Interner interner = context.series().interner(syntax);
    PlainBody plain = new PlainBody(context.series().interner(plainSyntax));
    return new Work(interner, new JsonPoint(rules, interner), plain);
  }

  /**
   * Keeps working memory for the next request, unless there is enough or a huge body made it large.
   */
  private void giveBack(Work work, int points) {
    if (points > LARGEST_KEPT || idleCount.get() >= MOST_IDLE) {
      work.interner().close();
      work.plain().interner().close();
      return;
    }
    idleCount.incrementAndGet();
    idle.addFirst(work);
  }
}
