package tidemark.ingest.graphite;

import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.ingest.Delivery;
import tidemark.ingest.Protocol;
import tidemark.ingest.ProtocolContext;
import tidemark.model.Interner;
import tidemark.model.Sink;
import tidemark.storage.StorageException;

/**
 * Carbon's line protocol over UDP (contracts/carbon.md 3): one or more lines in a datagram, cut at
 * every line end Python knows; the last needs none. A datagram that is not UTF-8 is lost whole.
 */
public final class GraphiteDatagrams implements Protocol.Datagram {
  private static final Logger LOG = LoggerFactory.getLogger(GraphiteDatagrams.class);
  private static final String NAME = "graphite-udp";
  private static final int LARGEST_DATAGRAM = 65_535;
  private static final int MOST_POINTS_KEPT = 8192;

  private final GraphiteRefusals refusals;
  private final Delivery delivery;
  private final Interner interner;
  private final LineParser parser;
  private final byte[] lines = new byte[LARGEST_DATAGRAM + 1];

  public GraphiteDatagrams(ProtocolContext context) {
    refusals = GraphiteRefusals.of(context, LOG, NAME);
    delivery = new Delivery(context, LOG, NAME);
    interner = context.series().interner(GraphiteSyntax.INSTANCE);
    parser = new LineParser(interner, context.clock(), context.limits(), refusals);
  }

  @Override
  public void receive(ByteBuffer datagram, Sink sink) {
    int length = Math.min(datagram.remaining(), LARGEST_DATAGRAM);
    if (length == 0) {
      return;
    }
    datagram.get(lines, 0, length);
    if (!Utf8.isText(lines, 0, length)) {
      refusals.text().count(lines, 0, length);
      return;
    }
    endLines(length);
    if (lines[length - 1] != '\n') {
      lines[length++] = '\n';
    }
    parser.parse(lines, 0, length);
    if (interner.batch().size() >= MOST_POINTS_KEPT) {
      rest(sink);
    }
  }

  @Override
  public void rest(Sink sink) {
    try {
      delivery.deliver(interner.batch(), sink);
    } catch (StorageException e) {
      LOG.debug("datagrams dropped, counted by the delivery", e);
    }
    interner.rest();
  }

  /** Turns every line end of Python's into blanks and a LF; CR LF stays. */
  private void endLines(int length) {
    for (int i = 0; i < length; ) {
      int end = PythonSpace.lineEndAt(lines, i, length);
      if (end == 0) {
        i++;
        continue;
      }
      boolean beforeLf = lines[i] == '\r' && i + 1 < length && lines[i + 1] == '\n';
      if (!beforeLf) {
        for (int k = 0; k < end - 1; k++) {
          lines[i + k] = ' ';
        }
        lines[i + end - 1] = '\n';
      }
      i += end;
    }
  }
}
