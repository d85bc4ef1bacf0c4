package tidemark.ingest.graphite;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.ingest.LineBuffer;
import tidemark.ingest.Protocol;
import tidemark.ingest.ProtocolContext;
import tidemark.model.Sink;

/**
 * Carbon's line protocol over TCP (contracts/carbon.md 3): {@code name value timestamp} and LF.
 * Nothing is ever answered, except to HTTP at this door.
 *
 * <p>A bad line is skipped and counted and the connection stays, also where carbon drops it (not
 * UTF-8, a timestamp that is no number, a line beyond the limit). A last line without LF is lost at
 * close, as in carbon: its sender may have died in the middle of a number.
 */
public final class GraphiteLines implements Protocol.Stream {
  private static final Logger LOG = LoggerFactory.getLogger(GraphiteLines.class);
  private static final String NAME = "graphite-line";

  private final GraphiteDoor door;

  public GraphiteLines(ProtocolContext context) {
    door = new GraphiteDoor(context, LOG, NAME);
  }

  @Override
  public void serve(InputStream in, OutputStream out, Sink sink) throws IOException {
    var lines = new LineBuffer(door.context.limits().maxLine());
    boolean first = true;
    boolean lost = false;
    try (var interner = door.context.series().interner(GraphiteSyntax.INSTANCE)) {
      var parser =
          new LineParser(interner, door.context.clock(), door.context.limits(), door.refusals);
      while (lines.fill(in)) {
        if (lines.lines() > lines.start()) {
          if (first && HttpAtLines.answer(lines, in, out, door.context.host().httpAddress())) {
            door.refusals.http().count(lines.bytes(), lines.start(), lines.lines());
            return;
          }
          first = false;
          parser.parse(lines.bytes(), lines.start(), lines.lines());
          lost |= !door.deliver(interner.batch(), sink);
        }
        for (int n = lines.takeTooLong(); n > 0; n--) {
          door.refusals
              .tooLong()
              .count("a line", "longer than " + door.context.limits().maxLine() + " bytes");
        }
        interner.rest();
      }
    }
    if (lines.end() > lines.lines()) {
      door.refusals.cutOff().count(lines.bytes(), lines.lines(), lines.end());
    }
    GraphiteDoor.endAfterLoss(lost);
  }
}
