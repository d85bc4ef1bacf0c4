package tidemark.query.graphite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import tidemark.model.InvalidInputException;

/**
 * Every form of contracts/graphite.md 5. Now is Wednesday 2024-01-10 15:30:45 UTC; expected times
 * are written as date and time in the zone of the line.
 */
class TimeTextTest {
  private static final Instant NOW = Instant.parse("2024-01-10T15:30:45Z");

  @Test
  void readsSecondsAndDays() {
    seconds("1704067200");
    seconds("0");
    seconds("170406720"); // nine digits
    seconds("20241301"); // there is no 13th month
    seconds("20240132");
    seconds("19001231"); // the year must be after 1900
    at("19691231", "1969-12-31T00:00:00");
    at("20240229", "2024-02-29T00:00:00");
  }

  @Test
  void readsReferences() {
    at("now", "2024-01-10T15:30:45");
    at("", "2024-01-10T15:30:45");
    at("NOW", "2024-01-10T15:30:45");
    at("today", "2024-01-10T00:00:00");
    at("yesterday", "2024-01-09T00:00:00");
    at("tomorrow", "2024-01-11T00:00:00");
    at("midnight", "2024-01-10T00:00:00");
    at("noon", "2024-01-10T12:00:00");
    at("teatime", "2024-01-10T16:00:00");
    at("noon yesterday", "2024-01-09T12:00:00");
    at("teatime_tomorrow", "2024-01-11T16:00:00");
    at("midnight, today", "2024-01-10T00:00:00");
  }

  @Test
  void readsTheTimeOfDay() {
    at("8:30", "2024-01-10T08:30:00");
    at("08:30am", "2024-01-10T08:30:00");
    at("8:30pm", "2024-01-10T20:30:00");
    at("8am", "2024-01-10T08:00:00");
    at("11pm yesterday", "2024-01-09T23:00:00");
    at("00:00_20240101", "2024-01-01T00:00:00");
    at("23:59 tomorrow", "2024-01-11T23:59:00");
    // Kept as graphite-web has it: pm adds 12 whatever the hour, am nothing.
    at("12am", "2024-01-10T12:00:00");
    at("12pm", "2024-01-10T00:00:00");
    at("12:30pm", "2024-01-10T00:30:00");
  }

  @Test
  void readsDates() {
    at("01/02/24", "2024-01-02T00:00:00");
    at("1/2/2024", "2024-01-02T00:00:00");
    at("01/02/69", "2069-01-02T00:00:00");
    at("01/02/70", "1970-01-02T00:00:00");
    at("noon 12/31/99", "1999-12-31T12:00:00");
    at("jan1", "2024-01-01T00:00:00");
    at("january 15", "2024-01-15T00:00:00");
    at("feb_29", "2024-02-29T00:00:00");
    at("jan 1 2024", "2024-01-24T00:00:00"); // the last two digits are the day
    at("6pm dec 5", "2024-12-05T18:00:00");
  }

  @Test
  void aWeekdayIsTheLastOneTodayIncluded() {
    at("wednesday", "2024-01-10T00:00:00");
    at("tue", "2024-01-09T00:00:00");
    at("thursday", "2024-01-04T00:00:00");
    at("noon mon", "2024-01-08T12:00:00");
  }

  @Test
  void addsOffsets() {
    at("-1h", "2024-01-10T14:30:45");
    at("now-1h", "2024-01-10T14:30:45");
    at("+30s", "2024-01-10T15:31:15");
    at("now+1d12h", "2024-01-12T03:30:45");
    at("noon-90min", "2024-01-10T10:30:00");
    at("noon+2d", "2024-01-12T12:00:00");
    at("midnight yesterday - 1h", "2024-01-08T23:00:00");
    at("-1w", "2024-01-03T15:30:45");
    at("-1mon", "2023-12-11T15:30:45"); // 30 days
    at("-1y", "2023-01-10T15:30:45"); // 365 days
    at("20240101-1d", "2023-12-31T00:00:00");
    at("- 5 minutes", "2024-01-10T15:25:45");
    at("-1HOURS", "2024-01-10T14:30:45");
    at("now-", "2024-01-10T15:30:45");
  }

  @Test
  void readsDatesInTheZoneAndSecondsInNone() {
    at("today", "2024-01-10T00:00:00", "Europe/Berlin");
    at("midnight", "2024-01-11T00:00:00", "Asia/Tokyo"); // it is tomorrow there
    at("8:30_20240701", "2024-07-01T08:30:00", "America/New_York");
    assertThat(TimeText.parse("1704067200", NOW, ZoneId.of("Asia/Tokyo"))).isEqualTo(1704067200);
    assertThat(TimeText.parse("-1h", NOW, ZoneId.of("Asia/Tokyo")))
        .isEqualTo(NOW.getEpochSecond() - 3600);
  }

  @Test
  void summerTimeSkipsAnHourAndRepeatsOne() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    assertThat(TimeText.parse("02:30_20240331", NOW, berlin)) // there is none: 03:30 in summer time
        .isEqualTo(Instant.parse("2024-03-31T01:30:00Z").getEpochSecond());
    assertThat(TimeText.parse("02:30_20241027", NOW, berlin)) // twice: the second one
        .isEqualTo(Instant.parse("2024-10-27T01:30:00Z").getEpochSecond());
  }

  @Test
  void refusesWhatGraphiteRefuses() {
    refuses("1h", "Unknown day reference: 1h");
    refuses("2024-01-01", "Unknown day reference: 2024");
    refuses("someday", "Unknown day reference: someday");
    refuses("-1m", "Invalid offset unit 'm'");
    refuses("-5", "Invalid offset unit ''");
    refuses("noon-h", "invalid literal for int() with base 10: ''");
    refuses("25:00", "hour must be in 0..23");
    refuses("8:60", "minute must be in 0..59");
    refuses("13/01/24", "month must be in 1..12");
    refuses("02/30/24", "day is out of range for month");
    refuses("jan", "");
    refuses("99999999999999999999", "number out of range");
    refuses("-99999999999999999999s", "number out of range");
  }

  @Test
  void readsIntervals() {
    interval("1min", 60);
    interval("+1min", 60);
    interval("-1min", -60);
    interval("90s", 90);
    interval("1hours", 3600);
    interval("1day", 86_400);
    interval("1weeks", 604_800);
    interval("1month", 30 * 86_400);
    interval("1years", 365 * 86_400);
    interval("1h30min", 5400);
    interval("1hfoo", 3600);
    interval("1H", 3600);
    interval("0s", 0);
    interval("", 0);
  }

  private static void seconds(String text) {
    assertThat(TimeText.parse(text, NOW, ZoneOffset.UTC)).isEqualTo(Long.parseLong(text));
  }

  private static void at(String text, String expected) {
    at(text, expected, "UTC");
  }

  private static void at(String text, String expected, String zone) {
    long seconds = TimeText.parse(text, NOW, ZoneId.of(zone));
    assertThat(LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds), ZoneId.of(zone)))
        .as(text)
        .isEqualTo(LocalDateTime.parse(expected));
  }

  private static void refuses(String text, String message) {
    assertThatThrownBy(() -> TimeText.parse(text, NOW, ZoneOffset.UTC))
        .as(text)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  private static void interval(String text, long seconds) {
    assertThat(TimeText.interval(text)).as(text).isEqualTo(seconds);
  }
}
