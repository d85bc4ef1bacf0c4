package tidemark.relay.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tidemark.model.InvalidInputException;

/** Statements and what carbon-c-relay 3.7.3 said of them: place and words of its errors. */
class RecordedStatementsTest {
  /** The reason why an expression is wrong comes from another library of regular expressions. */
  private static String comparable(String message) {
    return message.replaceFirst("(invalid expression '.*?'): .*", "$1");
  }

  private static String said(String statement) {
    try {
      Configuration configuration = Parser.parse("c", statement + "\n", Dialect.V3_7_3);
      return "ok\t" + configuration.warnings().stream().findFirst().orElse("");
    } catch (InvalidInputException e) {
      List<String> lines = String.valueOf(e.getMessage()).lines().toList();
      return comparable(lines.getFirst().substring(2)) + "\t" + lines.getLast().strip().length();
    }
  }

  @Test
  void saysWhatTheOriginalSays() throws IOException {
    List<String> different = new ArrayList<>();
    for (String line : rows()) {
      String[] row = line.split("\t", -1);
      String expected = comparable(row[1]) + "\t" + row[2];
      String actual = said(row[0]);
      if (!actual.equals(expected)) {
        different.add(row[0] + "\n  expected " + expected + "\n  but was  " + actual);
      }
    }
    assertThat(rows()).hasSizeGreaterThan(60);
    assertThat(different).isEmpty();
  }

  private static List<String> rows() throws IOException {
    try (InputStream in =
        RecordedStatementsTest.class.getResourceAsStream("statements-3.7.3.tsv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }
}
