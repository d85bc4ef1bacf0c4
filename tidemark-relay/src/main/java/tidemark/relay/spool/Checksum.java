package tidemark.relay.spool;

import java.util.zip.CRC32C;

/** CRC-32C, as the small records of a spool carry it in eight bytes. */
final class Checksum {
  private Checksum() {}

  static long of(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return crc.getValue();
  }
}
