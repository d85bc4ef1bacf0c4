package tidemark.server;

import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import tidemark.model.Batch;
import tidemark.model.SeriesTable;
import tidemark.model.Sink;
import tidemark.relay.Relay;
import tidemark.relay.intake.PointIntake;

/**
 * Points of doors that do not speak in lines, through the relay's rules. For the rules and for
 * other servers a point is a line; what the rules send to {@code local} under its own name is
 * stored as it came, with its milliseconds and as an integer if it was one, and the door's answer
 * speaks of that. Thread-safe.
 */
final class RelaySink implements Sink {
  private final SeriesTable table;
  private final Sink stored;
  private final Relay relay;
  private final Queue<PointIntake> idle = new ConcurrentLinkedQueue<>();

  /**
   * A sink before another.
   *
   * @param stored takes what stays here
   */
  RelaySink(SeriesTable table, Sink stored, Relay relay) {
    this.table = table;
    this.stored = stored;
    this.relay = relay;
  }

  @Override
  public void accept(Batch batch) {
    if (batch.isEmpty()) {
      return;
    }
    PointIntake known = idle.poll();
    PointIntake intake = known == null ? relay.points("points") : known;
    Batch staying = new Batch(table);
    byte[] lines = lines(batch);
    intake.accept(
        lines,
        line -> staying.add(batch, line),
        () -> {
          if (!staying.isEmpty()) {
            stored.accept(staying);
          }
        });
    idle.add(intake);
  }

  private byte[] lines(Batch batch) {
    StringBuilder text = new StringBuilder(batch.size() * 64);
    for (int i = 0; i < batch.size(); i++) {
      text.append(table.key(batch.series(i))).append(' ');
      if (batch.isInteger(i)) {
        text.append(batch.integer(i));
      } else {
        text.append(batch.value(i));
      }
      long time = batch.timestamp(i);
      text.append(' ').append(Math.floorDiv(time, 1000L));
      long millis = Math.floorMod(time, 1000L);
      if (millis != 0) {
        text.append('.').append(Long.toString(1000 + millis), 1, 4);
      }
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
