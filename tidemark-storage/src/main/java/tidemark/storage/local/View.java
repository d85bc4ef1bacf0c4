package tidemark.storage.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tidemark.storage.local.block.Block;
import tidemark.storage.local.block.BlockSet;

/**
 * The blocks of raw points and tiers, held together while they are read.
 *
 * <p>Order: how far the tiers go is looked at first, then the raw blocks, then the tiers' blocks.
 * What is rolled up in between is then computed once more from raw points, which gives the same;
 * the other way round, points that left the raw blocks could be missed. One thread.
 */
final class View implements AutoCloseable {
  private final Blocks blocks;
  private final Tiers tiers;
  private final Expiry expiry;
  private final Map<Long, BlockSet> sets = new HashMap<>();
  private long rolled;
  private BlockSet raw;

  /** Of tiers by these rules. */
  View(Blocks blocks, Tiers tiers, Expiry expiry) {
    this.blocks = blocks;
    this.tiers = tiers;
    this.expiry = expiry;
    rolled = tiers.rolled(expiry.fingerprint());
    raw = blocks.acquire();
  }

  /** Takes the newest blocks; false if they are held already. */
  boolean refresh() {
    if (blocks.isCurrent(raw)) {
      return false;
    }
    close();
    rolled = tiers.rolled(expiry.fingerprint());
    raw = blocks.acquire();
    return true;
  }

  /** Lets go of the tiers, so that the newest are taken. */
  void refreshTiers() {
    sets.values().forEach(BlockSet::release);
    sets.clear();
  }

  /** Raw blocks up to this sequence are in the tiers, by the rules that hold for this view. */
  long rolled() {
    return rolled;
  }

  BlockSet raw() {
    return raw;
  }

  /** The blocks of a tier. */
  List<Block> tier(long step) {
    BlockSet held = sets.get(step);
    if (held == null) {
      Blocks of = tiers.of(step);
      if (of == null) {
        return List.of();
      }
      held = of.acquire();
      sets.put(step, held);
    }
    return held.all();
  }

  @Override
  public void close() {
    refreshTiers();
    raw.release();
  }
}
