package tidemark.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tidemark.model.InvalidInputException;

/**
 * The cases {@code retention.parse} and {@code whisper.validate} recorded from whisper and carbon.
 */
class RetentionTextTest {
  @Test
  void readsWhatEitherCarbonOrWhisperReads() {
    reads("60:1440", 60, 1440);
    reads("60s:1d", 60, 1440);
    reads("1m:7d", 60, 10080);
    reads("10s:6h", 10, 2160);
    reads("1min:1y", 60, 525600);
    reads("5minutes:2weeks", 300, 4032);
    reads("1h:100", 3600, 100);
    reads("1w:1y", 604800, 52);
    reads("0:10", 0, 10);
    reads("60:0", 60, 0);
    reads("1d:5years", 86400, 1825);
    reads("15s:10", 15, 10);
    reads("1m:30d ", 60, 43200);
  }

  @Test
  void refusesWhatBothRefuse() {
    refuses("60", "retention '60' is not of the form step:points or step:duration");
    refuses("x:y", "retention 'x:y': 'x' is not a number with a unit or without");
    refuses("1q:5", "retention '1q:5': unknown unit 'q', use one of s m h d w y");
    refuses("1s:1mon", "retention '1s:1mon': unknown unit 'mon', use one of s m h d w y");
    refuses(" 60 : 10", "retention '60 : 10': '60 ' is not a number with a unit or without");
    refuses("1M:1D", "retention '1M:1D': '1M' is not a number with a unit or without");
    refuses("s:5", "retention 's:5': 's' is not a number with a unit or without");
    refuses("", "retention '' is not of the form step:points or step:duration");
    refuses("10s:1d,", "retention '' is not of the form step:points or step:duration");
    refuses("10s:", "retention '10s:': '' is not a number with a unit or without");
    refuses("0s:1d", "retention '0s:1d' has a step of 0");
    refuses("1:99999999999", "'99999999999' is not a number");
    refuses("1s:4000000000", "is beyond 2147483647");
  }

  @Test
  void sortsArchivesFinestFirst() {
    assertThat(RetentionText.parse("1m:7d,10s:6h"))
        .containsExactly(new Archive(10, 2160), new Archive(60, 10080));
  }

  @Test
  void findsWhatWhisperHasAgainstArchives() {
    fault("", "there is no archive");
    fault("60:60,60:120", "archives 60:60 and 60:120: the steps are equal");
    fault("60:60,90:120", "archives 60:60 and 90:120: the finer step does not divide the coarser");
    fault("60:60,120:30", "archives 60:60 and 120:30: the coarser one does not reach further back");
    fault("60:3,300:60", "archives 60:3 and 300:60: one coarse point needs 5 fine ones");
    fault("300:12,60:60", "archives 60:60 and 300:12: the coarser one does not reach further back");
    fault("60:0", "archive 60:0 holds nothing");
    fault("0:10,10:60", "archive 0:10 holds nothing");
    assertThat(RetentionText.fault(RetentionText.parse("60:60,300:13"))).isEmpty();
  }

  private static void reads(String text, int step, int points) {
    assertThat(RetentionText.parse(text)).as(text).containsExactly(new Archive(step, points));
  }

  private static void refuses(String text, String message) {
    assertThatThrownBy(() -> RetentionText.parse(text))
        .as(text)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  private static void fault(String text, String fault) {
    List<Archive> archives = text.isEmpty() ? List.of() : RetentionText.parse(text);
    assertThat(RetentionText.fault(archives)).as(text).contains(fault);
  }
}
