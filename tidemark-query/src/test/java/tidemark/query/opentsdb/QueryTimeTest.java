package tidemark.query.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import tidemark.model.InvalidInputException;

/** contracts/opentsdb.md 5.1. */
class QueryTimeTest {
  private static final long NOW = 1_700_000_000_123L;

  @Test
  void readsEveryForm() {
    means("now", NOW);
    means("10s-ago", NOW - 10_000);
    means("500ms-ago", NOW - 500);
    means("1M-ago", NOW - 60_000);
    means("1h-ago", NOW - 3_600_000);
    means("2w-ago", NOW - 14L * 86_400_000);
    means("1n-ago", NOW - 30L * 86_400_000);
    means("1y-ago", NOW - 365L * 86_400_000);
    means("1699999200", 1_699_999_200_000L);
    means("1699999200500", 1_699_999_200_500L);
    means("1699999200500ms", 1_699_999_200_500L);
    means("1699999200.500", 1_699_999_200_500L);
    means("0", 0);
    means("2023/11/14", 1_699_920_000_000L);
    means("2023/11/14-22:00", 1_699_999_200_000L);
    means("2023/11/14 22:00", 1_699_999_200_000L);
    means("2023/11/14-22:00:30", 1_699_999_230_000L);
  }

  @Test
  void letsFieldsRunOver() {
    means("2023/13/45", QueryTime.parse("2024/02/14", ZoneOffset.UTC, NOW));
  }

  @Test
  void readsDatesInTheZoneGiven() {
    assertThat(QueryTime.parse("2023/11/14-23:00:00", ZoneId.of("Europe/Berlin"), NOW))
        .isEqualTo(1_699_999_200_000L);
  }

  @Test
  void refusesInOpenTsdbsWords() {
    refuses("5x-ago", "Invalid duration (suffix): 5x");
    refuses("0s-ago", "Zero or negative duration: 0s");
    refuses("x-ago", "Invalid duration (suffix): x");
    refuses("s-ago", "Invalid duration (number): s");
    refuses("99999999999999999999s-ago", "Invalid duration (number): 99999999999999999999s");
    refuses("-5", "Invalid time: -5. Negative timestamps are not supported.");
    refuses("bar", "Invalid time: bar. Invalid character 'b' in bar");
    refuses("2023/11", "Invalid absolute date: 2023/11");
    refuses("", "Invalid time: ");
  }

  private static void means(String text, long millis) {
    assertThat(QueryTime.parse(text, ZoneOffset.UTC, NOW)).as(text).isEqualTo(millis);
  }

  private static void refuses(String text, String message) {
    assertThatThrownBy(() -> QueryTime.parse(text, ZoneOffset.UTC, NOW))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }
}
