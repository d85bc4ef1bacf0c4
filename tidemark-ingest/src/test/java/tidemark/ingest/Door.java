package tidemark.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tidemark.metrics.Meters;
import tidemark.model.Batch;
import tidemark.model.SeriesTable;
import tidemark.model.Sink;

/**
 * What a test needs to knock at a protocol: a context with a fixed clock, a sink that writes down
 * what it gets as {@code series timestamp value} (integers without a point, times in ms), and the
 * meters.
 */
public final class Door implements Sink {
  /** 2026-11-24T15:00:00Z. */
  public static final long NOW_SECONDS = 1_795_532_400L;

  public final SeriesTable series = new SeriesTable();
  public final Meters meters = new Meters();
  public final List<String> points = new ArrayList<>();
  public int syncs;

  /** A context with the default limits. */
  public ProtocolContext context() {
    return context(Limits.DEFAULT);
  }

  public ProtocolContext context(Limits limits) {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(NOW_SECONDS));
    return new ProtocolContext(series, meters, clock, limits, new TestHost());
  }

  @Override
  public synchronized void accept(Batch batch) {
    for (int i = 0; i < batch.size(); i++) {
      points.add(
          series.key(batch.series(i))
              + " "
              + batch.timestamp(i)
              + " "
              + (batch.isInteger(i) ? Long.toString(batch.integer(i)) : batch.value(i)));
    }
  }

  /** Serves one connection whose peer sends these bytes and ends; returns what it is told. */
  public String say(Protocol.Stream protocol, byte[] sent) {
    return say(protocol, new ByteArrayInputStream(sent));
  }

  public String say(Protocol.Stream protocol, String sent) {
    return say(protocol, sent.getBytes(StandardCharsets.UTF_8));
  }

  public String say(Protocol.Stream protocol, InputStream in) {
    var out = new ByteArrayOutputStream();
    try {
      protocol.serve(in, out, this);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Hands over one datagram and lets the protocol rest. */
  public void send(Protocol.Datagram protocol, byte[] datagram) {
    protocol.receive(ByteBuffer.wrap(datagram), this);
    protocol.rest(this);
  }

  /** The value of a counter of ours with one label value, 0 when there is none. */
  public long count(String name, String label) {
    return meters.read().stream()
        .filter(r -> r.id().name().equals(name) && r.id().labels().contains(label))
        .mapToLong(r -> (long) r.value())
        .sum();
  }

  /** How many were refused for a cause. */
  public long refused(String cause) {
    return count("tidemark_ingest_refused_total", cause);
  }

  private final class TestHost implements Host {
    @Override
    public void sync() {
      syncs++;
    }

    @Override
    public String version() {
      return "0.1.0";
    }

    @Override
    public String revision() {
      return "abc1234";
    }

    @Override
    public String builtOn() {
      return "2026/11/24 15:00:00 +0000";
    }

    @Override
    public String httpAddress() {
      return "http://127.0.0.1:8080";
    }
  }
}
