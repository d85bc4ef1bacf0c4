package tidemark.storage.local.codec;

/** How hard an encoder tries. What comes out is read the same way. */
public enum Effort {
  /** For points on their way through: quick to write and to read. */
  FAST,
  /**
   * For what is written once more and then kept: of all codes the one that takes the least room.
   */
  SMALLEST
}
