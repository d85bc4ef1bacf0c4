package tidemark.query.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What every aggregator, filter and fill policy in its list has to do. */
class AggregatorsTest {
  private static final double NAN = Double.NaN;

  @Test
  void theListIsSortedAndHasEveryNameOfContract9() {
    List<String> names = Aggregators.ALL.stream().map(Aggregator::name).toList();
    assertThat(names).isSorted().doesNotHaveDuplicates().hasSize(35);
    names.forEach(name -> assertThat(Aggregators.named(name)).isNotNull());
    assertThat(Aggregators.named("frob")).isNull();
  }

  @Test
  void ofOneValueEachIsThatValueOrWhatItMustBe() {
    for (Aggregator each : Aggregators.ALL) {
      double want =
          switch (each.name()) {
            case "count" -> 1;
            case "dev", "diff" -> 0;
            case "squareSum" -> 49;
            default -> 7;
          };
      assertThat(each.doubles().of(new double[] {7}, 1)).as(each.name()).isEqualTo(want);
      assertThat(each.integers().of(new long[] {7}, 1)).as(each.name()).isEqualTo((long) want);
    }
  }

  @Test
  void looksAtTheFirstValuesOnly() {
    for (Aggregator each : Aggregators.ALL) {
      double alone = each.doubles().of(new double[] {3, 1, 2}, 3);
      double within = each.doubles().of(new double[] {3, 1, 2, 1e9, NAN}, 3);
      assertThat(within).as(each.name()).isEqualTo(alone);
    }
  }

  @Test
  void skipsGapsWhereOpenTsdbDoes() {
    for (Aggregator each : Aggregators.ALL) {
      boolean keeps = List.of("mult", "first", "last", "none", "diff").contains(each.name());
      double result = each.doubles().of(new double[] {NAN, 4, NAN, 4}, 4);
      if (!keeps) {
        assertThat(result).as(each.name()).isNotNaN();
      }
      double gaps = each.doubles().of(new double[] {NAN, NAN}, 2);
      if (each.name().equals("count")) {
        assertThat(gaps).isZero();
      } else {
        assertThat(gaps).as(each.name()).isNaN();
      }
    }
  }

  @Test
  void percentilesLieBetweenTheExtremesAndGrow() {
    double[] values = new double[50];
    Arrays.setAll(values, i -> i * i % 53);
    for (String form : List.of("p%s", "ep%sr3", "ep%sr7")) {
      double before = 0;
      for (String digits : List.of("50", "75", "90", "95", "99", "999")) {
        Aggregator each = Aggregators.named(form.formatted(digits));
        assertThat(each).isNotNull();
        double result = each.doubles().of(values.clone(), values.length);
        assertThat(result).as(each.name()).isBetween(before, 52.0);
        before = result;
      }
    }
  }

  @Test
  void everyFilterTypeIsNamedDocumentedAndMatchesItsOwnExample() {
    for (TagFilter.Type type : TagFilter.Type.values()) {
      assertThat(type.description()).as(type.shown()).endsWith(".");
      String example = type.example();
      assertThat(example).startsWith("host=" + type.shown() + "(");
      TagFilter filter = TagFilter.parse("host", example.substring("host=".length()), true);
      assertThat(filter.type()).isEqualTo(type);
      boolean negative = type.shown().startsWith("not_");
      assertThat(filter.matcher().value().matches("web01")).as(example).isEqualTo(!negative);
      assertThat(filter.matcher().value().matches("other")).as(example).isEqualTo(negative);
      assertThat(filter.matcher().missing()).as("asks for the key").isFalse();
    }
  }

  @Test
  void everyFillPolicyIsReadByItsName() {
    for (FillPolicy policy : FillPolicy.values()) {
      assertThat(FillPolicy.parse(policy.name().toLowerCase(Locale.ROOT))).isEqualTo(policy);
      assertThat(FillPolicy.parse(policy.name())).isEqualTo(policy);
    }
    assertThat(FillPolicy.parse("")).isEqualTo(FillPolicy.NONE);
  }
}
