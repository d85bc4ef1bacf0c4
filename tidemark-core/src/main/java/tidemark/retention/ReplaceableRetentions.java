package tidemark.retention;

import java.util.Optional;
import tidemark.model.SeriesKey;

/**
 * Retentions that are replaced while they are in use, when their files have been read anew. {@link
 * #current} is what holds at a moment.
 */
public final class ReplaceableRetentions implements Retentions {
  private volatile Retentions current;

  /** These, until they are replaced. */
  public ReplaceableRetentions(Retentions first) {
    current = first.current();
  }

  /** From now on these. */
  public void replace(Retentions next) {
    current = next.current();
  }

  @Override
  public Retentions current() {
    return current;
  }

  @Override
  public String fingerprint() {
    return current.fingerprint();
  }

  @Override
  public Optional<Retention> of(SeriesKey key) {
    return current.of(key);
  }
}
