package tidemark.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PemTest {
  private static final byte[] P256 = HexFormat.of().parseHex("06082a8648ce3d030107");

  @TempDir Path folder;

  private Path file(String type, byte[] content) throws Exception {
    String text = Base64.getMimeEncoder().encodeToString(content);
    return Files.writeString(
        folder.resolve("key.pem"),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type));
  }

  private static PrivateKey generated(String algorithm, String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (algorithm.equals("EC")) {
      generator.initialize(new ECGenParameterSpec(curve));
    } else {
      generator.initialize(Integer.parseInt(curve));
    }
    return generator.generateKeyPair().getPrivate();
  }

  /** A field of DER with up to 65,535 bytes. */
  private static byte[] field(int tag, byte[]... parts) {
    int size = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    String head =
        size < 0x80
            ? "%02x%02x".formatted(tag, size)
            : size < 0x100 ? "%02x81%02x".formatted(tag, size) : "%02x82%04x".formatted(tag, size);
    StringBuilder hex = new StringBuilder(head);
    for (byte[] part : parts) {
      hex.append(HexFormat.of().formatHex(part));
    }
    return HexFormat.of().parseHex(hex);
  }

  private static byte[] unsigned(byte[] number, int size) {
    byte[] padded = new byte[size];
    int taken = Math.min(size, number.length);
    System.arraycopy(number, number.length - taken, padded, size - taken, taken);
    return padded;
  }

  @ParameterizedTest
  @CsvSource({
    "secp256r1, 32, 06082a8648ce3d030107",
    "secp384r1, 48, 06052b81040022",
    "secp521r1, 66, 06052b81040023"
  })
  void aKeyOfSec1NamesItsCurveInside(String curve, int size, String oid) throws Exception {
    ECPrivateKey key = (ECPrivateKey) generated("EC", curve);
    byte[] number = unsigned(key.getS().toByteArray(), size);
    byte[] sec1 =
        field(
            0x30,
            field(2, new byte[] {1}),
            field(4, number),
            field(0xa0, HexFormat.of().parseHex(oid)));

    ECPrivateKey read = (ECPrivateKey) Pem.key(file("EC PRIVATE KEY", sec1));

    assertThat(read.getS()).isEqualTo(key.getS());
    assertThat(read.getParams().getOrder()).isEqualTo(key.getParams().getOrder());
  }

  @ParameterizedTest
  @CsvSource({"1024", "2048", "4096"})
  void aKeyOfPkcs1IsRsa(String bits) throws Exception {
    RSAPrivateCrtKey key = (RSAPrivateCrtKey) generated("RSA", bits);
    byte[] pkcs1 =
        field(
            0x30,
            field(2, new byte[] {0}),
            field(2, key.getModulus().toByteArray()),
            field(2, key.getPublicExponent().toByteArray()),
            field(2, key.getPrivateExponent().toByteArray()),
            field(2, key.getPrimeP().toByteArray()),
            field(2, key.getPrimeQ().toByteArray()),
            field(2, key.getPrimeExponentP().toByteArray()),
            field(2, key.getPrimeExponentQ().toByteArray()),
            field(2, key.getCrtCoefficient().toByteArray()));

    assertThat(Pem.key(file("RSA PRIVATE KEY", pkcs1))).isEqualTo(key);
  }

  @Test
  void aKeyOfPkcs8StaysAsItIs() throws Exception {
    PrivateKey key = generated("EC", "secp256r1");
    assertThat(Pem.key(file("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
  }

  @Test
  void aKeyOfSec1WithoutItsCurveIsRefused() throws Exception {
    Path file =
        file("EC PRIVATE KEY", field(0x30, field(2, new byte[] {1}), field(4, new byte[32])));
    assertThatThrownBy(() -> Pem.key(file))
        .isInstanceOf(InvalidKeySpecException.class)
        .hasMessageContaining("names no curve");
  }

  @Test
  void aKeyOfSec1ThatIsCutShortIsRefused() throws Exception {
    byte[] whole = field(0x30, field(2, new byte[] {1}), field(4, new byte[32]), field(0xa0, P256));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> Pkcs8.ofEc(cut))
          .as("%d bytes", length)
          .isInstanceOf(InvalidKeySpecException.class);
    }
  }
}
