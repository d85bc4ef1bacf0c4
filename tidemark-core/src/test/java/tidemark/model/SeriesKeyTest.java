package tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeriesKeyTest {
  @Test
  void readsItsOwnTextBack() {
    for (String text :
        List.of(
            "a",
            "a.b.c",
            "cpu;host=a",
            "cpu;a-b=1;a=2",
            "a b;c d=e f",
            "x;k=v=w",
            "\u00e4;\u00f6=\u00fc")) {
      SeriesKey key = SeriesKey.parse(text);
      assertThat(key).hasToString(text).isEqualTo(SeriesKey.of(key.name(), key.tags()));
      assertThat(key.isPath()).isEqualTo(!text.contains(";"));
    }
  }

  @Test
  void sortsTheTagsItReads() {
    assertThat(SeriesKey.parse("cpu;host=a;dc=1"))
        .hasToString("cpu;dc=1;host=a")
        .isEqualTo(SeriesKey.of("cpu", Tags.of("host", "a", "dc", "1")))
        .hasSameHashCodeAs(SeriesKey.parse("cpu;dc=1;host=a"))
        .isNotEqualTo(SeriesKey.of("cpu"));
  }

  @Test
  void refusesWhatIsNoSeries() {
    refuses("", "a series with an empty name");
    refuses(";a=1", "a series with an empty name");
    refuses("a;", "tag '' has no '=' in series 'a;'");
    refuses("a;b", "tag 'b' has no '=' in series 'a;b'");
    refuses("a;b=", "tag 'b' has an empty value");
    refuses("a;=b", "a tag with an empty key");
    refuses("a;b=1;b=2", "tag key 'b' given twice");
    refuses("a\tb", "series name 'a\tb' holds ';' or a control character");
    refuses("a\u007f", "series name 'a\u007f' holds ';' or a control character");
    assertThatThrownBy(() -> SeriesKey.of("a;b=c")).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void isOrderedAsTheBytesOfItsTextAre() {
    List<String> texts =
        List.of("a", "a;b=1", "a.b", "ab", "b", "B", "\uFF5E", "\uD83D\uDE00", "\uE000", "\u00e4");
    Stream<String> ours = texts.stream().map(SeriesKey::parse).sorted().map(SeriesKey::toString);
    Stream<String> bytes =
        texts.stream()
            .map(t -> t.getBytes(StandardCharsets.UTF_8))
            .sorted(Arrays::compareUnsigned)
            .map(b -> new String(b, StandardCharsets.UTF_8));
    assertThat(ours).containsExactlyElementsOf(bytes.toList());
  }

  private static void refuses(String text, String message) {
    assertThatThrownBy(() -> SeriesKey.parse(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }
}
