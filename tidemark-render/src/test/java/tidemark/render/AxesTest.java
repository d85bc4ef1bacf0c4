package tidemark.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where marks are and what they say. */
class AxesTest {
  @Test
  void valuesHaveRoundMarks() {
    values(0, 19, Map.of(), "0", "5", "10", "15", "20");
    values(101, 104, Map.of(), "101", "102", "103", "104");
    values(0.12, 0.37, Map.of("yMin", "0"), "0", "0.1", "0.2", "0.3", "0.4");
    values(0, 14e6, Map.of(), "0", "5M", "10M", "15M");
    values(0, 0x1.8p30, Map.of("yUnitSystem", "binary"), "0", "512Mi", "1Gi", "1.5Gi");
    values(0, 7200, Map.of("yUnitSystem", "sec", "yStep", "3600"), "0", "1H", "2H");
    values(3, 900, Map.of("logBase", "10"), "1", "10", "100", "1k");
    values(7, 7, Map.of("yUnitSystem", "none"), "6", "6.5", "7", "7.5", "8");
    values(-5, 5, Map.of("yMin", "-10", "yMax", "10", "yStep", "10"), "-10", "0", "10");
    values(0, 100, Map.of("yLimit", "50"), "0", "20", "40", "60");
  }

  private static void values(
      double min, double max, Map<String, String> options, String... labels) {
    ValueScale scale =
        ValueScale.over(min, max, AxisOptions.of(new DrawParameters(options), "Left"), 4);
    assertThat(scale.marks().stream().map(scale::label)).containsExactly(labels);
    assertThat(scale.part(scale.low())).isZero();
    assertThat(scale.part(scale.high())).isEqualTo(1);
  }

  @Test
  void timesHaveMarksWhereClocksAndCalendarsDo() {
    times("2024-01-01T00:02:00Z", 600, 6, "00:02", "00:04", "00:06", "00:08", "00:10", "00:12");
    times("2024-01-01T22:30:00Z", 10_800, 4, "23:00", "Jan 2", "01:00");
    times("2024-01-30T00:00:00Z", 4 * 86_400, 5, "Jan 30", "Jan 31", "Feb 1", "Feb 2", "Feb 3");
    times("2023-12-05T00:00:00Z", 100 * 86_400, 4, "Jan 2024", "Feb 2024", "Mar 2024");
    times("2015-06-01T00:00:00Z", 8L * 365 * 86_400, 4, "2016", "2018", "2020", "2022");
  }

  private static void times(String from, long seconds, int room, String... labels) {
    long start = ZonedDateTime.parse(from).toEpochSecond();
    TimeAxis axis =
        TimeAxis.between(start, start + seconds, ZoneOffset.UTC, room, Optional.empty());
    assertThat(axis.marks().stream().map(TimeAxis.Mark::label)).containsExactly(labels);
  }

  @Test
  void daysBeginAtMidnightOfTheZoneAlsoWhenItsClocksChange() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    long start = ZonedDateTime.of(2024, 3, 30, 0, 0, 0, 0, berlin).toEpochSecond();
    TimeAxis axis =
        TimeAxis.between(start, start + 3 * 86_400, berlin, 4, Optional.of("%d.%m. %H:%M"));
    assertThat(axis.marks().stream().map(TimeAxis.Mark::label))
        .isEqualTo(List.of("30.03. 00:00", "31.03. 00:00", "01.04. 00:00", "02.04. 00:00"));
  }
}
