package tidemark.ingest.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tidemark.model.Histogram;
import tidemark.model.InvalidInputException;

/** Histograms as clients spell them. */
class HistogramTextTest {
  @Test
  void aBlobHoldsRangesAndCountsOfSevenBitsAByte() {
    ByteBuffer blob = ByteBuffer.allocate(64).putShort((short) 1).putFloat(0).putFloat(1.75f);
    blob.put((byte) 0xac).put((byte) 2); // 300
    blob.put((byte) 7);
    for (int i = 0; i < 8; i++) {
      blob.put((byte) 0xff);
    }
    blob.put((byte) 0x7f); // nine bytes: Long.MAX_VALUE
    var buckets = new TreeMap<Histogram.Range, Long>();
    buckets.put(new Histogram.Range(0, 1.75f), 300L);
    assertThat(HistogramText.blob(Base64.getEncoder().encodeToString(blob.array())))
        .isEqualTo(new Histogram(buckets, 7, Long.MAX_VALUE));
  }

  @Test
  void theRecordedBlobHasNoRanges() {
    assertThat(HistogramText.blob("00000001").buckets()).isEmpty();
  }

  @Test
  void wordsSayTheSame() {
    var buckets = new TreeMap<Histogram.Range, Long>();
    buckets.put(new Histogram.Range(0, 1.75f), 12L);
    buckets.put(new Histogram.Range(1.75f, 3.5f), 16L);
    assertThat(HistogramText.words("0,1.75=12:u=1:1.75,3.5=16:O=2"))
        .isEqualTo(new Histogram(buckets, 1, 2));
  }

  @ParameterizedTest(name = "{0} is refused: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "AAA= | Byte array shorter than 6 bytes detected: [0, 0]",
        "AAEAAAAAAAAA | Buffer underflow.",
        "A | no Base64"
      })
  void badBlobs(String base64, String why) {
    assertThatThrownBy(() -> HistogramText.blob(base64))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(why);
  }

  @ParameterizedTest(name = "{0} is refused: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "0,1 | Improperly formatted bucket: 0,1",
        "0=1 | Improperly formatted bounds: 0=1",
        "a,b=1 | Improperly formatted bounds: a,b=1"
      })
  void badWords(String words, String why) {
    assertThatThrownBy(() -> HistogramText.words(words))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(why);
  }
}
