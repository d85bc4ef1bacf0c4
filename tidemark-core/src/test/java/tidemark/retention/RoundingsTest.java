package tidemark.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesKey;

class RoundingsTest {
  @TempDir Path directory;

  private Roundings load(String text) throws IOException {
    return Roundings.load(Files.writeString(directory.resolve("rounding.conf"), text));
  }

  private static String of(Roundings roundings, String series) {
    return roundings.of(SeriesKey.parse(series)).map(Precision::toString).orElse("all");
  }

  @Test
  void firstSectionThatMatchesHolds() throws IOException {
    Roundings roundings =
        load(
            """
            [exact]
            pattern = ^billing\\.
            digits = all
            # colder than that nobody wants to know
            [temperature]
            pattern = temperature
            decimals = 2
            [hosts]
            pattern = ;host=
            digits = 12
            """);
    assertThat(of(roundings, "billing.temperature")).isEqualTo("all");
    assertThat(of(roundings, "room.temperature")).isEqualTo("2 decimals");
    assertThat(of(roundings, "load;host=a")).isEqualTo("12 significant digits");
    assertThat(of(roundings, "load")).isEqualTo("all");
    assertThat(roundings.isNone()).isFalse();
    assertThat(load("").isNone()).isTrue();
  }

  private void refuses(String text, String why) {
    assertThatThrownBy(() -> load(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(directory.resolve("rounding.conf") + " line " + why);
  }

  @Test
  void saysInWhichLineItIsWrong() {
    refuses("[a]\npattern = x\n", "1: section [a] needs a pattern and either digits or decimals");
    refuses("[a]\ndigits = 3\n", "1: section [a] needs a pattern and either digits or decimals");
    refuses(
        "[a]\npattern = x\ndigits = 3\ndecimals = 2\n",
        "1: section [a] needs a pattern and either digits or decimals");
    refuses("[a]\npattern = x\ndigits = 0\n", "3: digits = 0: use a number from 1 to 15");
    refuses("[a]\npattern = x\ndigits = 16\n", "3: digits = 16: use a number from 1 to 15");
    refuses("[a]\npattern = x\ndecimals = -1\n", "3: decimals = -1: use a number from 0 to 15");
    refuses("[a]\npattern = x\ndigit = 3\n", "3: unknown key 'digit'");
    assertThatThrownBy(() -> load("[a]\npattern = (\ndigits = 3\n"))
        .hasMessageContaining("rounding.conf line 2: ");
  }
}
