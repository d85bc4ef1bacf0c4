package tidemark.ingest.graphite;

import java.io.IOException;
import org.slf4j.Logger;
import tidemark.ingest.Delivery;
import tidemark.ingest.ProtocolContext;
import tidemark.model.Batch;
import tidemark.model.Sink;
import tidemark.storage.StorageException;

/** What Graphite's connections share: nothing is ever answered, so losses show in the close. */
final class GraphiteDoor {
  final ProtocolContext context;
  final GraphiteRefusals refusals;
  private final Delivery delivery;

  GraphiteDoor(ProtocolContext context, Logger log, String protocol) {
    this.context = context;
    this.refusals = GraphiteRefusals.of(context, log, protocol);
    this.delivery = new Delivery(context, log, protocol);
  }

  /**
   * Hands a batch on.
   *
   * @return whether its points were accepted; if not the connection goes on and must end in {@link
   *     #endAfterLoss}
   * @throws IOException if the storage is closed: no later batch could be accepted
   */
  boolean deliver(Batch batch, Sink sink) throws IOException {
    try {
      delivery.deliver(batch, sink);
      return true;
    } catch (StorageException e) {
      if (e.reason() == StorageException.Reason.CLOSED) {
        throw new IOException("the storage is closed", e);
      }
      return false;
    }
  }

  /** Ends a connection: with an exception if any of its points were lost. */
  static void endAfterLoss(boolean lost) throws IOException {
    if (lost) {
      throw new IOException("points were lost: a clean close would say that they were accepted");
    }
  }
}
