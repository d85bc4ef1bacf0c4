package tidemark.relay.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineScannerTest {
  private static final LineRules DEFAULT = LineRules.of(LineRules.DEFAULT_CHARACTERS, 0, 32_768);

  /** Each line as {@code name|rest of the line}; what is no line as {@code -}. */
  private static List<String> scanned(LineRules rules, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    LineScanner scanner = new LineScanner(rules);
    scanner.begin(bytes, 0);
    List<String> lines = new ArrayList<>();
    while (scanner.at() < bytes.length) {
      scanner.next();
      String line =
          new String(
              bytes, scanner.start(), scanner.end() - scanner.start(), StandardCharsets.ISO_8859_1);
      int name = scanner.nameEnd() - scanner.start();
      lines.add(scanner.isEmpty() ? "-" : line.substring(0, name) + "|" + line.substring(name));
    }
    return lines;
  }

  private static void scans(String text, String... expected) {
    assertThat(scanned(DEFAULT, text)).as(text).containsExactly(expected);
  }

  @Test
  void leavesACleanLineAsItIs() {
    scans("a.b-c_d:e#f 1 2\n", "a.b-c_d:e#f| 1 2");
    scans("a 1 2 more words\n", "a| 1 2 more words");
    scans("a 1.5e-3 -1\n", "a| 1.5e-3 -1");
  }

  @Test
  void endsALineAtEitherEnd() {
    scans("a 1\r\nb 2\n", "a| 1", "-", "b| 2");
    scans("a 1\rb 2\n", "a| 1", "b| 2");
  }

  @Test
  void collapsesBlanksTabsAndDots() {
    scans("a..b...c 1 2\n", "a.b.c| 1 2");
    scans("  .a 1 2\n", "a| 1 2");
    scans("\ta\t1\t2\n", "a| 1 2");
    scans("a   1   2   \n", "a| 1 2 ");
    scans("a.b. 1 2\n", "a.b| 1 2");
    scans("a.b... 1 2\n", "a.b| 1 2");
    scans("a 1..5 2\n", "a| 1.5 2");
    scans(". 1 2\n", "1| 2");
  }

  @Test
  void replacesWhatANameMustNotHave() {
    scans("bad!char@x 1\n", "bad_char_x| 1");
    scans("caf\u00c3\u00a9 1\n", "caf__| 1");
    scans("a\u0000b 1\u0000 2\n", "a_b| 1_ 2");
  }

  @Test
  void takesTagsAsTheyAre() {
    scans("a;b=c..d  e 1 2\n", "a|;b=c..d  e 1 2");
    scans("a!;b=\t 1\n", "a_|;b=\t 1");
    scans("a;b=c\n", "a|;b=c");
    assertThat(scanned(LineRules.of(";=", 0, 100), "a;b=c 1\n")).containsExactly("a;b=c| 1");
  }

  @Test
  void findsNoLineWithoutNameOrValue() {
    scans("\n", "-");
    scans("nothing\n", "-");
    scans("...\n", "-");
    scans(" \t \n", "-");
    scans(";a=b 1\n", "-");
  }
}
