package tidemark.ingest;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;

/** A peer whose bytes arrive in pieces of at most a size. */
public final class Pieces extends FilterInputStream {
  private final int piece;

  public Pieces(byte[] bytes, int piece) {
    super(new ByteArrayInputStream(bytes));
    this.piece = piece;
  }

  @Override
  public int read(byte[] b, int off, int len) throws IOException {
    return super.read(b, off, Math.min(len, piece));
  }
}
