package tidemark.ingest.graphite;

import java.time.InstantSource;
import tidemark.ingest.Limits;
import tidemark.model.Interner;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesLimitException;

/**
 * Reads frames of pickled points, {@code [(name, (timestamp, value)), ...]}, into the batch of one
 * connection (contracts/carbon.md 5). Numbers may be texts, as Dropwizard's and Micrometer's are.
 * An item that is no point is counted and the others go on, also where carbon drops the connection
 * (a name that is bytes or a number). Owned by one thread.
 */
final class PickledPoints {
  private final Interner interner;
  private final SecondsRule seconds;
  private final GraphiteRefusals refusals;
  private final Unpickler pickle = new Unpickler();
  private final PickleNodes nodes = pickle.nodes();
  private final PythonFloat pythonFloat = new PythonFloat();
  private double number;

  PickledPoints(Interner interner, InstantSource clock, Limits limits, GraphiteRefusals refusals) {
    this.interner = interner;
    this.seconds = new SecondsRule(clock, limits);
    this.refusals = refusals;
  }

  /** Reads one frame, its length not included. */
  void frame(byte[] b, int from, int to) {
    int all;
    try {
      all = pickle.read(b, from, to);
    } catch (InvalidInputException e) {
      refusals.pickle().count(b, from, to, String.valueOf(e.getMessage()));
      return;
    }
    if (nodes.kind(all) != PickleNodes.LIST) {
      refusals.fields().count(b, from, to, "a pickle that is no list");
      return;
    }
    seconds.newBlock();
    for (int cell = nodes.firstCell(all); cell >= 0; cell = nodes.nextCell(cell)) {
      point(nodes.item(cell), b, from, to);
    }
  }

  private void point(int item, byte[] b, int from, int to) {
    int name = element(item, 0);
    int pair = element(item, 1);
    int time = pair < 0 ? -1 : element(pair, 0);
    int value = pair < 0 ? -1 : element(pair, 1);
    if (name < 0 || time < 0 || value < 0 || !isText(name)) {
      refusals.fields().count(b, from, to, "an item that is not (name, (timestamp, value))");
    } else if (!number(value)) {
      refusals.value().count();
    } else {
      double read = number;
      if (Double.isNaN(read)) {
        refusals.nan().count();
      } else if (!number(time)) {
        refusals.timestamp().count();
      } else {
        add(name, seconds.millis(number), read);
      }
    }
  }

  private void add(int name, long millis, double value) {
    byte[] b = pickle.textBytes(name);
    int from = nodes.from(name);
    int to = nodes.to(name);
    if (millis < 0) {
      refusals.timestamp().count(b, from, to, "timestamp " + number);
      return;
    }
    try {
      interner.batch().add(interner.resolve(b, from, to - from), millis, value);
    } catch (InvalidInputException e) {
      refusals.name().count(b, from, to, String.valueOf(e.getMessage()));
    } catch (SeriesLimitException e) {
      refusals.seriesLimit().count(b, from, to, String.valueOf(e.getMessage()));
    }
  }

  /** One of the two elements of a pair, or -1 when it is no pair. */
  private int element(int pair, int index) {
    if (nodes.kind(pair) != PickleNodes.LIST || nodes.size(pair) != 2) {
      return -1;
    }
    int first = nodes.firstCell(pair);
    return nodes.item(index == 0 ? first : nodes.nextCell(first));
  }

  private boolean isText(int node) {
    return nodes.kind(node) == PickleNodes.TEXT || nodes.kind(node) == PickleNodes.SIDE_TEXT;
  }

  /** Whether a node is a number or the text of one; then {@link #number} has it. */
  private boolean number(int node) {
    switch (nodes.kind(node)) {
      case PickleNodes.INT -> number = nodes.integerOf(node);
      case PickleNodes.FLOAT -> number = nodes.realOf(node);
      case PickleNodes.TEXT, PickleNodes.SIDE_TEXT -> {
        if (!pythonFloat.parse(pickle.textBytes(node), nodes.from(node), nodes.to(node))) {
          return false;
        }
        number = pythonFloat.value();
      }
      default -> {
        return false;
      }
    }
    return true;
  }
}
