package tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of protocols is in order, and each is tested and documented. */
class ProtocolsTest {
  private static final Path DOCS = Path.of("../docs");

  @Test
  void areSortedByName() {
    assertThat(Protocols.ALL.stream().map(Protocols.Entry::name))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void eachHasAContractTestOfItsName() throws ReflectiveOperationException {
    for (Protocols.Entry entry : Protocols.ALL) {
      assertThat(contract(entry).name).isEqualTo(entry.name());
    }
  }

  @Test
  void eachStandsInTheDocuments() throws IOException, ReflectiveOperationException {
    List<String> keys = Files.readAllLines(DOCS.resolve("configuration.md"));
    List<String> headings = Files.readAllLines(DOCS.resolve("compatibility.md"));
    for (Protocols.Entry entry : Protocols.ALL) {
      ProtocolContract contract = contract(entry);
      assertThat(keys).as(entry.name()).anyMatch(l -> l.startsWith("| `" + contract.key + "` |"));
      assertThat(headings).as(entry.name()).contains("## " + contract.heading);
    }
  }

  /** graphite-line has GraphiteLineContractTest. */
  private static ProtocolContract contract(Protocols.Entry entry)
      throws ReflectiveOperationException {
    List<String> words = new ArrayList<>();
    for (String word : entry.name().split("-", -1)) {
      words.add(Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    String name = ProtocolsTest.class.getPackageName() + "." + String.join("", words);
    return Class.forName(name + "ContractTest")
        .asSubclass(ProtocolContract.class)
        .getDeclaredConstructor()
        .newInstance();
  }
}
