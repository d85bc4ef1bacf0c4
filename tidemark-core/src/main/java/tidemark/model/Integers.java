package tidemark.model;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a {@link Points} were written as integers. Only OpenTSDB's door, formatter and
 * aggregators and the engines look at it (docs/data-model.md, values). Indexed like the values
 * array it stands beside; shared, never written by readers.
 *
 * @param which set where the value was written as an integer
 * @param exact the 64-bit values, present only where a double would lose digits; then it holds
 *     every marked value
 */
@SuppressWarnings("ArrayRecordComponent") // shared column, compared by nobody
public record Integers(BitSet which, long @Nullable [] exact) {
  /** The exact integer at an index that {@link #which} marks. */
  public long at(int index, double value) {
    return exact == null ? (long) value : exact[index];
  }
}
