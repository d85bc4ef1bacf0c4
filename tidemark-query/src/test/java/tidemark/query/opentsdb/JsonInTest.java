package tidemark.query.opentsdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tidemark.model.InvalidInputException;

class JsonInTest {
  private static boolean flag(String json) {
    return JsonIn.flag(JsonIn.readObject(("{\"x\":" + json + "}").getBytes(UTF_8)).get("x"));
  }

  @Test
  void aFlagIsABooleanItsNameOrANumber() {
    for (String yes : new String[] {"true", "\"true\"", "\"True\"", "1", "-2"}) {
      assertThat(flag(yes)).as(yes).isTrue();
    }
    for (String no : new String[] {"false", "\"false\"", "\"\"", "0", "null"}) {
      assertThat(flag(no)).as(no).isFalse();
    }
    for (String wrong : new String[] {"\"yes\"", "0.5", "[]", "{}"}) {
      assertThatThrownBy(() -> flag(wrong))
          .as(wrong)
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("Unable to parse the given JSON")
          .cause()
          .hasMessageStartingWith("true or false was expected, not ");
    }
  }
}
