package tidemark.storage.memory;

/** Points of one series that follow each other in time; never none. */
sealed interface Part permits Chunk, PackedChunk {
  int size();

  /** The least time, ms. */
  long first();

  /** The greatest time, ms. */
  long last();
}
