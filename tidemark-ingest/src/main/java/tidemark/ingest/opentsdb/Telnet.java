package tidemark.ingest.opentsdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tidemark.ingest.Delivery;
import tidemark.ingest.LineBuffer;
import tidemark.ingest.Protocol;
import tidemark.ingest.ProtocolContext;
import tidemark.ingest.Refusals;
import tidemark.metrics.Counter;
import tidemark.model.Sink;

/**
 * OpenTSDB's telnet style protocol (contracts/opentsdb.md 1 and 3): {@code put} and a few commands,
 * in lines. A put that is taken is not answered; one that is not gets OpenTSDB's words. {@code
 * version} is answered once the sink has accepted every put before it: that is how a client can
 * know.
 */
public final class Telnet implements Protocol.Stream {
  private static final Logger LOG = LoggerFactory.getLogger(Telnet.class);
  private static final String NAME = "opentsdb-telnet";

  private final ProtocolContext context;
  private final boolean readOnly;
  private final PutRules rules;
  private final PutSyntax syntax;
  private final TelnetCommands commands;
  private final Delivery delivery;
  private final Refusals refusedPuts;
  private final Refusals unknownCommands;
  private final Refusals tooLong;
  private final Refusals cutOff;
  private final Counter droppedReplies;

  /** A door that takes everything. */
  public Telnet(ProtocolContext context) {
    this(context, PutPolicy.OPEN);
  }

  /** A door that takes what a policy lets it. */
  public Telnet(ProtocolContext context, PutPolicy policy) {
    readOnly = policy.readOnly();
    this.context = context;
    rules = new PutRules(context, policy);
    syntax = new PutSyntax(rules);
    commands = new TelnetCommands(context, readOnly, HistogramDoor.of(context, policy));
    delivery = new Delivery(context, LOG, NAME);
    refusedPuts = refusals("put");
    unknownCommands = refusals("unknown_command");
    tooLong = refusals("too_long");
    cutOff = refusals("cut_off");
    droppedReplies =
        context
            .meters()
            .counter(
                "tidemark_ingest_dropped_replies_total",
                "Replies dropped because the peer does not read",
                "protocol",
                NAME);
  }

  private Refusals refusals(String cause) {
    return new Refusals(context.meters(), context.clock(), LOG, NAME, cause);
  }

  @Override
  public void serve(InputStream in, OutputStream out, Sink sink) throws IOException {
    var lines = new LineBuffer(context.limits().maxLine());
    try (var interner = context.series().interner(syntax);
        var replies = new Replies(out, droppedReplies)) {
      var session =
          new TelnetSession(
              new PutParser(rules, interner),
              readOnly,
              commands,
              replies,
              batch -> delivery.deliver(batch, sink),
              refusedPuts,
              unknownCommands);
      while (lines.fill(in)) {
        boolean on = session.lines(lines.bytes(), lines.start(), lines.lines());
        for (int n = lines.takeTooLong(); n > 0; n--) {
          String why = "line longer than " + context.limits().maxLine() + " bytes";
          tooLong.count("a line", why);
          replies.line("put: illegal argument: " + why);
        }
        if (!on) {
          return;
        }
        interner.rest();
      }
    }
    if (lines.end() > lines.lines()) {
      cutOff.count(lines.bytes(), lines.lines(), lines.end());
    }
  }
}
