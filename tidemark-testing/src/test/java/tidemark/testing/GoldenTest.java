package tidemark.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class GoldenTest {
  private final Golden golden = new Golden(GoldenTest.class);

  @Test
  void readsPlainRecordings() {
    assertThat(golden.lines("golden/plain.jsonl")).containsExactly("{\"id\":1}", "{\"id\":2}");
    assertThat(golden.text("golden/plain.jsonl")).isEqualTo("{\"id\":1}\n\n{\"id\":2}\n");
  }

  @Test
  void readsGzippedRecordingsUnderEitherName() {
    assertThat(golden.lines("golden/zipped.jsonl")).containsExactly("{\"id\":3}");
    assertThat(golden.lines("golden/zipped.jsonl.gz")).containsExactly("{\"id\":3}");
  }

  @Test
  void namesTheRecordingThatIsMissing() {
    assertThatThrownBy(() -> golden.bytes("golden/none.jsonl"))
        .hasMessageContaining("no test resource golden/none.jsonl");
  }
}
