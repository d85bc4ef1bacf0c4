package tidemark.relay.language;

import org.jspecify.annotations.Nullable;

/**
 * How the bytes of a connection travel.
 *
 * @param security what TLS asks of the peers
 * @param certificate a PEM file, where one is named
 * @param key a PEM file with the private key; of a destination with mutual TLS
 * @param minimum the oldest TLS a listener takes, as written
 * @param maximum the newest
 * @param ciphers OpenSSL's list for TLS up to 1.2
 * @param cipherSuites of TLS 1.3
 */
public record Transport(
    Compression compression,
    Security security,
    @Nullable String certificate,
    @Nullable String key,
    @Nullable String minimum,
    @Nullable String maximum,
    @Nullable String ciphers,
    @Nullable String cipherSuites) {
  /** No compression, no TLS. */
  public static final Transport PLAIN =
      new Transport(Compression.PLAIN, Security.NONE, null, null, null, null, null, null);

  /** How the stream is compressed. */
  public enum Compression {
    PLAIN,
    GZIP,
    LZ4,
    SNAPPY;

    /** As the language writes it. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What TLS asks. */
  public enum Security {
    NONE,
    /** The server shows a certificate. */
    SSL,
    /** Both show one. */
    MTLS
  }

  /** Whether the bytes are lines as they are. */
  public boolean isPlain() {
    return compression == Compression.PLAIN && security == Security.NONE;
  }
}
