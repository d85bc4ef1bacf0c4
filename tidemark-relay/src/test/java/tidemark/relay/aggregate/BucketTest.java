package tidemark.relay.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tidemark.relay.language.Dialect;
import tidemark.relay.language.Rule.Compute;
import tidemark.relay.language.Rule.ComputeFunction;
import tidemark.relay.language.Template;

class BucketTest {
  private static void computes(
      ComputeFunction function, int percentile, String expected, double... values) {
    Bucket bucket = new Bucket();
    for (double value : values) {
      bucket.add(value, Bucket.keepsValues(function));
    }
    Compute compute = new Compute(function, percentile, Template.of("x", Dialect.V3_9));
    assertThat(bucket.result(compute)).as(function + " " + percentile).isEqualTo(expected);
  }

  @Test
  void computesEachFunction() {
    computes(ComputeFunction.SUM, 0, "6.500000", 1, 2, 3.5);
    computes(ComputeFunction.COUNT, 0, "3", 1, 2, 3.5);
    computes(ComputeFunction.MAX, 0, "3.500000", 1, 3.5, 2);
    computes(ComputeFunction.MIN, 0, "-1.000000", 1, -1, 2);
    computes(ComputeFunction.AVERAGE, 0, "2.000000", 1, 2, 3);
    computes(ComputeFunction.VARIANCE, 0, "0.666667", 1, 2, 3);
    computes(ComputeFunction.STDDEV, 0, "0.816497", 1, 2, 3);
  }

  @Test
  void takesTheNearestRank() {
    double[] ten = {10, 1, 9, 2, 8, 3, 7, 4, 6, 5};
    computes(ComputeFunction.MEDIAN, 0, "5.000000", ten);
    computes(ComputeFunction.PERCENTILE, 10, "1.000000", ten);
    computes(ComputeFunction.PERCENTILE, 75, "8.000000", ten);
    computes(ComputeFunction.PERCENTILE, 99, "10.000000", ten);
    computes(ComputeFunction.PERCENTILE, 1, "3.000000", 3);
    computes(ComputeFunction.MEDIAN, 0, "0.500000", 0.9, 0.1, 0.5, 0.3, 0.7);
  }

  private static void reads(String text, double expected) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(CNumber.atof(bytes, 0, bytes.length)).as(text).isEqualTo((Double) expected);
  }

  @Test
  void readsNumbersAsCDoes() {
    reads("1", 1);
    reads("-17.25", -17.25);
    reads("1e3", 1000);
    reads("1.5e-3", 0.0015);
    reads("1e", 1);
    reads("abc", 0);
    reads("12abc", 12);
    reads(".5", 0.5);
    reads("+7", 7);
    reads("nan", Double.NaN);
    reads("-inf", Double.NEGATIVE_INFINITY);
    reads("123456789012345678901", 123456789012345678901.0);
    reads("", 0);
  }

  @Test
  void printsSixDecimalsAsCDoes() {
    assertThat(CNumber.f(0.1)).isEqualTo("0.100000");
    assertThat(CNumber.f(1e20)).isEqualTo("100000000000000000000.000000");
    assertThat(CNumber.f(-1e-9)).isEqualTo("-0.000000");
    assertThat(CNumber.f(0.0000005)).isEqualTo("0.000000"); // the double is a little less
    assertThat(CNumber.f(Double.NaN)).isEqualTo("nan");
  }
}
