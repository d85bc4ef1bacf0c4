package tidemark.storage.local;

import java.time.Duration;
import tidemark.retention.Retentions;

/**
 * The {@link Expiry} by the rules of the moment: another one when the server has read a changed
 * file. A read, and a round of merging, takes one at its begin and keeps to it. Thread-safe.
 */
final class Expiries {
  private final Retentions retentions;
  private final Registry registry;
  private final ExpiryClock clock;
  private final Duration sealAge;
  private volatile Expiry current;

  Expiries(Retentions retentions, Registry registry, ExpiryClock clock, Duration sealAge) {
    this.retentions = retentions;
    this.registry = registry;
    this.clock = clock;
    this.sealAge = sealAge;
    current = new Expiry(retentions.current(), registry, clock, sealAge);
  }

  Expiry now() {
    Expiry known = current;
    return known.isBy(retentions.current()) ? known : renew();
  }

  private synchronized Expiry renew() {
    Retentions rules = retentions.current();
    if (!current.isBy(rules)) {
      current = new Expiry(rules, registry, clock, sealAge);
    }
    return current;
  }
}
