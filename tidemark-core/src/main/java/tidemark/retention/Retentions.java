package tidemark.retention;

import java.util.Optional;
import tidemark.model.SeriesKey;

/**
 * Which retention a series has. Thread-safe. All but {@link ReplaceableRetentions} never change.
 *
 * <p>Without a schemas file there is none: points are kept for ever and the step is read off the
 * points (house rule: the most frequent distance). With one, a series that no rule matches has
 * carbon's implicit 60s:7d.
 */
public interface Retentions {
  /** Keeps everything for ever as it came. */
  Retentions NONE = key -> Optional.empty();

  /**
   * Says in few characters which rules these are: another text when a rule has changed, the same
   * after a restart when none has.
   */
  default String fingerprint() {
    return "";
  }

  /**
   * The rules of this moment, which never change. Whoever answers from several look-ups asks them
   * all of one of these.
   */
  default Retentions current() {
    return this;
  }

  /** The retention of a series, matched by its canonical text as carbon does. */
  Optional<Retention> of(SeriesKey key);
}
