package tidemark.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tidemark.retention.NameLists.Verdict;

/** contracts/carbon.md 11. */
class NameListsTest {
  @TempDir Path folder;

  private final List<String> warnings = new ArrayList<>();

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void theBlackListGoesFirstAndAnEmptyWhiteListLetsAllPass() throws IOException {
    Path white = file("white", "^a\\.\n\n# ^b\n(?P<n>c)$\n");
    Path black = file("black", "x$\n");
    Path comments = file("comments", "# nothing\n");
    Object[][] rows = {
      {white, black, "a.b", Verdict.PASSES},
      {white, black, "a.x", Verdict.BLACK},
      {white, black, "b.b", Verdict.NOT_WHITE},
      {white, black, "z.c", Verdict.PASSES},
      {white, black, "a.b;tag=x", Verdict.BLACK},
      {comments, black, "b.b", Verdict.PASSES},
      {null, null, "x", Verdict.PASSES},
      {folder.resolve("missing"), folder.resolve("missing"), "x", Verdict.PASSES},
    };
    for (Object[] row : rows) {
      NameLists lists = NameLists.load((Path) row[0], (Path) row[1], warnings::add);
      assertThat(lists.of((String) row[2])).as("%s", row[2]).isEqualTo(row[3]);
    }
    assertThat(warnings).isEmpty();
    assertThat(NameLists.NONE.isEmpty()).isTrue();
  }

  @Test
  void aLineThatIsNoExpressionIsNamedAndLeftOut() throws IOException {
    Path black = file("black", "a\n(\n");
    NameLists lists = NameLists.load(null, black, warnings::add);
    assertThat(lists.of("a")).isEqualTo(Verdict.BLACK);
    assertThat(lists.of("(")).isEqualTo(Verdict.PASSES);
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith(black + " line 2: '(' is not a regular expression");
  }
}
