package tidemark.ingest.graphite;

import java.time.InstantSource;
import tidemark.ingest.Bytes;
import tidemark.ingest.LastTime;
import tidemark.ingest.Limits;
import tidemark.ingest.PlainNumber;
import tidemark.model.Batch;
import tidemark.model.Interner;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesLimitException;

/**
 * Reads {@code name value timestamp} lines into the batch of one connection. Owned by one thread.
 *
 * <p>A plain line takes one pass: the end of the name is found eight bytes at a time, value and
 * timestamp are gathered digit by digit. All else (exponents, tabs, several blanks, words, text
 * beyond ASCII) takes {@link #careful}, which is carbon's meaning in full (contracts/carbon.md 2
 * and 3): the fast pass accepts only what it would accept, and gives up on everything it does not
 * expect.
 */
final class LineParser {
  private final Interner interner;
  private final Batch batch;
  private final SecondsRule seconds;
  private final GraphiteRefusals refusals;
  private final PythonFloat pythonFloat = new PythonFloat();
  private final PlainNumber number = new PlainNumber();
  private final LastTime lastTime = new LastTime();
  private final int[] names = new int[Interner.EXPECTED];
  private final int[] lengths = new int[Interner.EXPECTED];
  private long latest;
  private long millis;

  LineParser(Interner interner, InstantSource clock, Limits limits, GraphiteRefusals refusals) {
    this.interner = interner;
    this.batch = interner.batch();
    this.seconds = new SecondsRule(clock, limits);
    this.refusals = refusals;
  }

  /** Reads whole lines; the byte before {@code to} is a LF. */
  void parse(byte[] b, int from, int to) {
    seconds.newBlock();
    latest = seconds.latest();
    lastTime.forget(); // the clock may have been set back
    int i = from;
    int expected = from;
    while (i < to) {
      if (i >= expected && interner.isSearching()) {
        expected = expect(b, i, to);
      }
      i = line(b, i, to);
    }
  }

  /** Tells the interner the names of the next lines; returns where the line after them begins. */
  private int expect(byte[] b, int from, int to) {
    int count = 0;
    int i = from;
    while (i < to && count < names.length) {
      int end = Bytes.wordEnd(b, i, to);
      names[count] = i;
      lengths[count] = end - i;
      count++;
      i = Bytes.indexOf(b, end, to, '\n') + 1;
    }
    interner.expect(b, names, lengths, count);
    return i;
  }

  private int line(byte[] b, int from, int to) {
    int nameEnd = Bytes.wordEnd(b, from, to);
    if (b[nameEnd] != ' ' || nameEnd == from) {
      return careful(b, from, to);
    }
    int i = number.read(b, nameEnd + 1);
    if (i < 0 || b[i] != ' ' || !number.exact()) {
      return careful(b, from, to);
    }
    int first = i + 1;
    i = timestamp(b, first, to);
    int lf = b[i] == '\r' ? i + 1 : i;
    if (b[lf] != '\n' || i == first) {
      return careful(b, from, to);
    }
    try {
      int id = interner.resolve(b, from, nameEnd - from);
      batch.add(id, millis, number.value());
    } catch (InvalidInputException e) {
      refusals.name().count(b, from, lf, String.valueOf(e.getMessage()));
    } catch (SeriesLimitException e) {
      refusals.seriesLimit().count(b, from, lf, String.valueOf(e.getMessage()));
    }
    return lf + 1;
  }

  /**
   * Reads digits into {@link #millis}.
   *
   * @return where they end, or {@code from} when there are none that are a timestamp
   */
  private int timestamp(byte[] b, int from, int to) {
    if (lastTime.isAt(b, from, to) && b[from + LastTime.DIGITS] < '0') {
      millis = lastTime.millis();
      return from + LastTime.DIGITS;
    }
    int i = from;
    long time = 0;
    int c;
    while ((c = b[i] - '0') >= 0 && c <= 9) {
      time = 10 * time + c;
      i++;
    }
    int count = i - from;
    if (count > LastTime.DIGITS || time > latest) {
      return from;
    }
    millis = 1000 * time;
    if (count == LastTime.DIGITS) {
      lastTime.remember(b, from, millis);
    }
    return i;
  }

  /** Reads a line by carbon's rules in carbon's order; returns where the next line begins. */
  private int careful(byte[] b, int from, int end) {
    int to = Bytes.lineEnd(b, from, end);
    fields(b, from, to);
    return to + 1;
  }

  /** Reads one line, its end not included: exactly three fields between any white space. */
  private void fields(byte[] b, int from, int to) {
    if (!Utf8.isText(b, from, to)) {
      refusals.text().count(b, from, to);
      return;
    }
    int name = afterSpace(b, from, to);
    int nameEnd = fieldEnd(b, name, to);
    int value = afterSpace(b, nameEnd, to);
    int valueEnd = fieldEnd(b, value, to);
    int time = afterSpace(b, valueEnd, to);
    int timeEnd = fieldEnd(b, time, to);
    if (time == timeEnd || afterSpace(b, timeEnd, to) != to) {
      refusals.fields().count(b, from, to);
    } else if (!pythonFloat.parse(b, value, valueEnd)) {
      refusals.value().count(b, from, to);
    } else {
      double read = pythonFloat.value();
      if (!pythonFloat.parse(b, time, timeEnd)) {
        refusals.timestamp().count(b, from, to);
      } else if (Double.isNaN(read)) {
        refusals.nan().count();
      } else {
        add(b, name, nameEnd, read, pythonFloat.value(), to);
      }
    }
  }

  private void add(byte[] b, int name, int nameEnd, double value, double time, int to) {
    long timestamp = seconds.millis(time);
    if (timestamp < 0) {
      refusals.timestamp().count(b, name, to);
      return;
    }
    try {
      batch.add(interner.resolve(b, name, nameEnd - name), timestamp, value);
    } catch (InvalidInputException e) {
      refusals.name().count(b, name, to, String.valueOf(e.getMessage()));
    } catch (SeriesLimitException e) {
      refusals.seriesLimit().count(b, name, to, String.valueOf(e.getMessage()));
    }
  }

  /** Where the next field begins. */
  private static int afterSpace(byte[] b, int from, int to) {
    int i = from;
    while (i < to) {
      int space = PythonSpace.at(b, i, to);
      if (space == 0) {
        break;
      }
      i += space;
    }
    return i;
  }

  private static int fieldEnd(byte[] b, int from, int to) {
    int i = from;
    while (i < to && PythonSpace.at(b, i, to) == 0) {
      i++;
    }
    return i;
  }
}
