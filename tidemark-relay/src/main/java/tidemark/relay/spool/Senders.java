package tidemark.relay.spool;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last line taken from each sender of frames. Bounded: the one that has been silent longest is
 * forgotten, and would send its unacknowledged lines as new ones. Guarded by the journal.
 */
final class Senders {
  private static final int MOST = 10_000;

  // In the order of their last lines.
  private final Map<Long, Long> last = new LinkedHashMap<>(16, 0.75f, true);

  /** The number of the sender's last line, 0 if it is not known. */
  long last(long sender) {
    Long line = last.get(sender);
    return line == null ? 0 : line;
  }

  void took(long sender, long line) {
    last.put(sender, line);
    if (last.size() > MOST) {
      last.remove(last.keySet().iterator().next());
    }
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(last.size());
    for (Map.Entry<Long, Long> each : last.entrySet()) {
      out.writeLong(each.getKey());
      out.writeLong(each.getValue());
    }
  }

  void load(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      took(in.readLong(), in.readLong());
    }
  }
}
