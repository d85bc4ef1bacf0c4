package tidemark.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.ingest.Protocol;
import tidemark.metrics.Meters;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesTable;
import tidemark.model.Sink;
import tidemark.relay.Relay;
import tidemark.relay.RelaySettings;
import tidemark.relay.intake.LineIntake;
import tidemark.relay.intake.LineRules;
import tidemark.relay.language.Dialect;
import tidemark.relay.log.RelayLog;
import tidemark.relay.send.SendOptions;
import tidemark.relay.send.Server;
import tidemark.relay.send.ServerCounts;
import tidemark.server.config.RelayKeys;

/**
 * The relay as a door: what comes in as plaintext passes its rules, and what they send to {@code
 * local} is read as plaintext again and stored. The queue of {@code local} is one like the others,
 * so a line was accepted when it is in the spool, not yet in the storage.
 */
final class RelayDoor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RelayDoor.class);
  private static final int BACKLOG = 1024;

  private final Relay relay;
  private final Meters meters;

  private RelayDoor(Relay relay, Meters meters) {
    this.relay = relay;
    this.meters = meters;
  }

  /**
   * Starts the relay.
   *
   * @param lines how plaintext is read, for what stays here
   * @throws InvalidInputException if its configuration is wrong or something cannot be opened
   */
  static RelayDoor open(
      RelayKeys keys,
      Path file,
      Path spool,
      Protocol.Stream lines,
      Sink sink,
      InstantSource clock,
      Meters meters) {
    SendOptions defaults = SendOptions.DEFAULT;
    SendOptions sending =
        new SendOptions(
            defaults.queue(),
            defaults.batch(),
            defaults.stalls(),
            defaults.timeoutMillis(),
            null,
            0,
            keys.spool().bytes() == 0
                ? null
                : new SendOptions.Spooling(spool, keys.spool().bytes(), 0),
            (bytes, from, to) ->
                lines.serve(
                    new ByteArrayInputStream(bytes, from, to - from),
                    OutputStream.nullOutputStream(),
                    sink));
    RelaySettings settings =
        new RelaySettings(
            file.toString(),
            false,
            0,
            null,
            keys.dialect().equals("3.9") ? Dialect.V3_9 : Dialect.V3_7_3,
            hostname(),
            1,
            BACKLOG,
            false,
            true,
            false,
            false,
            RelaySettings.DEFAULT_NAMES,
            LineRules.of(LineRules.DEFAULT_CHARACTERS, 0, LineRules.DEFAULT_LINE),
            sending);
    try {
      var door = new RelayDoor(Relay.start(settings, clock, new Random(), new Log()), meters);
      door.meter();
      return door;
    } catch (IOException e) {
      throw new InvalidInputException("the relay cannot start: " + e.getMessage(), e);
    }
  }

  private static String hostname() {
    try {
      return java.net.InetAddress.getLocalHost().getHostName();
    } catch (java.net.UnknownHostException e) {
      LOG.debug("no host name", e);
      return "localhost";
    }
  }

  private static final class Log implements RelayLog {
    @Override
    public void message(String text) {
      LOG.info(text);
    }

    @Override
    public void error(String text) {
      LOG.warn(text);
    }
  }

  private void meter() {
    total("received", "Lines that passed the relay's rules", "metricsReceived");
    total("blackholed", "Lines that the relay's rules sent nowhere", "metricsBlackholed");
    total("discarded", "What came to the relay and was no line", "metricsDiscarded");
    for (Server server : relay.servers()) {
      ServerCounts counts = server.counts();
      gauge("sent_lines_total", "Lines handed to a destination", server, counts::sent);
      gauge("queued_lines", "Lines that wait for a destination", server, server::queued);
      gauge("dropped_lines_total", "Lines dropped at a queue's bound", server, counts::dropped);
      gauge("stalls_total", "Readers that waited for room in a queue", server, counts::stalls);
      gauge("writes_total", "Writes to a destination", server, counts::writes);
      gauge("written_bytes_total", "Bytes of lines in them", server, counts::writtenBytes);
    }
  }

  private void total(String name, String help, String statistic) {
    meters.gauge("tidemark_relay_" + name + "_total", help, () -> relay.value(statistic));
  }

  private void gauge(String name, String help, Server server, LongSupplier read) {
    meters.gauge(
        "tidemark_relay_" + name, help, read::getAsLong, "destination", server.spec().identity());
  }

  /** Reads the configuration again. */
  void reload() {
    relay.reload();
    meter();
  }

  /** Plaintext over TCP. */
  Protocol.Stream lines() {
    return new Lines();
  }

  private final class Lines implements Protocol.Stream {
    @Override
    public void serve(InputStream in, OutputStream out, Sink sink) throws IOException {
      relay.serve(in, out, "tcp");
    }
  }

  /** Points of other protocols; what stays here goes to the sink. */
  Sink points(SeriesTable table, Sink stored) {
    return new RelaySink(table, stored, relay);
  }

  /** Plaintext over UDP. */
  Protocol.Datagram datagrams() {
    return new Datagrams(relay.intake("udp"));
  }

  private static final class Datagrams implements Protocol.Datagram {
    private final LineIntake intake;

    Datagrams(LineIntake intake) {
      this.intake = intake;
    }

    @Override
    public void receive(ByteBuffer datagram, Sink sink) {
      byte[] bytes = new byte[datagram.remaining()];
      datagram.get(bytes);
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n' && bytes[end - 1] != '\r') {
        end--;
      }
      if (end > 0) {
        intake.accept(bytes, 0, end);
      }
    }

    @Override
    public void rest(Sink sink) {
      // Nothing is kept back.
    }
  }

  @Override
  public void close() {
    relay.close();
  }
}
