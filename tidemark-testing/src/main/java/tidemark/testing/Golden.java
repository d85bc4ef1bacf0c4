package tidemark.testing;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads recordings of real programs from test resources. A resource may be stored gzipped: asked
 * for {@code graphite/cases.jsonl}, {@code graphite/cases.jsonl.gz} serves as well. Parsing is the
 * caller's.
 */
public final class Golden {
  private final Class<?> owner;

  /** The recordings in the resources of the module of a test, by absolute name. */
  public Golden(Class<?> owner) {
    this.owner = owner;
  }

  /**
   * The bytes of a recording.
   *
   * @param name without leading slash: {@code golden/graphite/cases.jsonl}
   */
  public byte[] bytes(String name) {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a recording, which is UTF-8. */
  public String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  /** The lines of a recording that are not empty: one JSON value each in a {@code .jsonl}. */
  public List<String> lines(String name) {
    return text(name).lines().filter(line -> !line.isBlank()).toList();
  }

  private InputStream open(String name) throws IOException {
    InputStream plain = owner.getResourceAsStream('/' + name);
    if (plain != null) {
      return name.endsWith(".gz") ? unzip(plain) : plain;
    }
    InputStream zipped = owner.getResourceAsStream('/' + name + ".gz");
    if (zipped == null) {
      throw new FileNotFoundException("no test resource " + name + " or " + name + ".gz");
    }
    return unzip(zipped);
  }

  private static InputStream unzip(InputStream zipped) throws IOException {
    try (zipped) {
      return new GZIPInputStream(new ByteArrayInputStream(zipped.readAllBytes()));
    }
  }
}
