package tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TagsTest {
  @Test
  void areSortedByTheTextOfKeyAndEqualsSign() {
    sorted(";a=1;b=2", "b", "2", "a", "1");
    // '-' comes before '=' and '=' before letters: carbon sorts the rendered pairs.
    sorted(";a-b=1;a=2", "a", "2", "a-b", "1");
    sorted(";a=2;aa=1", "aa", "1", "a", "2");
    sorted(";a.b=1;a0=3;a=2", "a", "2", "a.b", "1", "a0", "3");
    sorted(";B=1;a=2", "a", "2", "B", "1");
    // Beyond U+FFFF comes after U+FF5E, though its first UTF-16 unit is smaller.
    sorted(";\uFF5E=1;\uD83D\uDE00=2", "\uD83D\uDE00", "2", "\uFF5E", "1");
  }

  @Test
  void refuseWhatWouldMakeTheCanonicalTextAmbiguous() {
    refused("a tag key without a value: [a]", "a");
    refused("a tag with an empty key", "", "1");
    refused("tag 'a' has an empty value", "a", "");
    refused("tag key 'a=b' holds '=', ';' or a control character", "a=b", "1");
    refused("tag key 'a;b' holds '=', ';' or a control character", "a;b", "1");
    refused("value 'x;y' of tag 'a' holds ';' or a control character", "a", "x;y");
    refused("value 'x\ny' of tag 'a' holds ';' or a control character", "a", "x\ny");
    refused("tag key 'a' given twice", "a", "1", "b", "2", "a", "3");
  }

  @Test
  void takeEverythingElse() {
    sorted(";a=b=c", "a", "b=c");
    sorted(";a b=c d", "a b", "c d");
    sorted(";name=x", "name", "x");
    sorted(";\u00e4=\u00f6", "\u00e4", "\u00f6");
  }

  @Test
  void areEqualInAnyOrder() {
    assertThat(Tags.of("a", "1", "b", "2"))
        .isEqualTo(Tags.of("b", "2", "a", "1"))
        .isEqualTo(Tags.of(Map.of("a", "1", "b", "2")))
        .hasSameHashCodeAs(Tags.of("b", "2", "a", "1"))
        .isNotEqualTo(Tags.of("a", "1"));
    assertThat(Tags.of()).isSameAs(Tags.NONE);
  }

  @Test
  void answerByKey() {
    Tags tags = Tags.of("b", "2", "a", "1");
    assertThat(tags.get("a")).isEqualTo("1");
    assertThat(tags.get("c")).isNull();
    assertThat(tags.size()).isEqualTo(2);
    assertThat(tags.key(1)).isEqualTo("b");
    assertThat(tags.value(1)).isEqualTo("2");
  }

  private static void sorted(String expected, String... keysAndValues) {
    assertThat(Tags.of(keysAndValues)).hasToString(expected);
  }

  private static void refused(String message, String... keysAndValues) {
    assertThatThrownBy(() -> Tags.of(keysAndValues))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }
}
