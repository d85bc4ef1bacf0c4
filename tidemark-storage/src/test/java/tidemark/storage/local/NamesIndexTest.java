package tidemark.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tidemark.model.Batch;
import tidemark.model.PathPattern;
import tidemark.model.Selector;
import tidemark.model.SeriesKey;
import tidemark.model.TimeRange;
import tidemark.storage.PathNode;
import tidemark.storage.local.disk.FaultyDisk;
import tidemark.storage.local.disk.FaultyDisk.Fault;
import tidemark.storage.local.disk.FaultyDisk.Killed;
import tidemark.storage.local.names.IndexReader;
import tidemark.testing.Seeded;

/** names.idx: a start with it is a start without it, whatever has become of it. */
@ExtendWith(Seeded.class)
class NamesIndexTest {
  private static final List<String> NAMES =
      List.of(
          "a",
          "a.b",
          "a.b.c",
          "a.b.d",
          "a..d",
          ".a",
          "a.",
          "cpu;host=a",
          "cpu;dc=x;host=b",
          "a-b",
          "a.b.d.\u00e9\u20ac\ud83d\ude00",
          "b.b.d",
          "a.b.e");

  private Rig rig = new Rig(new FaultyDisk(new Random(1)));

  private void write(List<String> names) throws IOException {
    Batch batch = rig.batch();
    for (int i = 0; i < names.size(); i++) {
      batch.add(batch.table().resolve(SeriesKey.parse(names.get(i))), Rig.T + i * 1000, i);
    }
    rig.storage().write(batch);
    rig.storage().seal();
  }

  private void restart() {
    rig = new Rig(rig.disk.restart());
  }

  /** All that the catalog says, once by each of its ways. */
  private List<String> catalog() {
    List<String> all = new ArrayList<>(rig.state().points().keySet());
    all.sort(null);
    for (String pattern : List.of("*", "*.*", "a.b.*", "a.b.d.*")) {
      for (PathNode node :
          rig.storage().catalog().browse(PathPattern.parse(pattern), TimeRange.ALL, 100)) {
        all.add(pattern + " " + node);
      }
    }
    all.addAll(rig.storage().catalog().names("", 100));
    all.addAll(rig.storage().catalog().tagValues(new Selector.All(), "host", "", 100));
    return all;
  }

  @Test
  void aStartWithItIsAStartWithoutIt() throws IOException {
    write(NAMES);
    List<String> before = catalog();
    rig.storage().writeNamesIndex();
    restart();
    assertThat(catalog()).isEqualTo(before);
    assertThat(isUsed()).isTrue();
    assertThat(new TreeSet<>(rig.state().points().keySet())).isEqualTo(new TreeSet<>(NAMES));
  }

  @Test
  void namesThatCameLaterAreReadFromNamesLog() throws IOException {
    write(NAMES.subList(0, 5));
    rig.storage().writeNamesIndex();
    write(NAMES);
    List<String> before = catalog();
    restart();
    assertThat(isUsed()).isTrue();
    assertThat(catalog()).isEqualTo(before);
    write(List.of("new"));
    rig.storage().writeNamesIndex();
    restart();
    assertThat(rig.state().points()).hasSize(NAMES.size() + 1);
  }

  @Test
  void aSeriesWithoutPointsIsInItAndNotInTheCatalog() throws IOException {
    write(NAMES);
    for (String name : List.of("a.b.c", "cpu;host=a", "a")) {
      rig.storage().delete(new Selector.Exact(SeriesKey.parse(name)), TimeRange.ALL);
    }
    rig.storage().writeNamesIndex();
    List<String> before = catalog();
    restart();
    assertThat(catalog()).isEqualTo(before).doesNotContain("a.b.c");
    write(List.of("a.b.c", "cpu;host=a"));
    restart();
    assertThat(rig.state().points()).containsKeys("a.b.c", "cpu;host=a").doesNotContainKey("a");
  }

  @Test
  void oneThatIsDamagedOrCutAnywhereIsNotUsed() throws IOException {
    write(NAMES);
    rig.storage().writeNamesIndex();
    List<String> before = catalog();
    FaultyDisk intact = rig.disk;
    byte[] bytes = intact.bytes(IndexReader.FILE);
    for (int i = 0; i < 2 * bytes.length; i++) {
      byte[] damaged = bytes.clone();
      if (i < bytes.length) {
        damaged[i] = (byte) (damaged[i] ^ (1 << (i % 8)));
      } else {
        damaged = java.util.Arrays.copyOf(damaged, i - bytes.length);
      }
      rig = new Rig(intact.restart());
      rig.disk.put(IndexReader.FILE, damaged);
      restart();
      assertThat(isUsed()).as("case %d", i).isFalse();
      assertThat(catalog()).as("case %d", i).isEqualTo(before);
      assertThat(rig.damage()).isEqualTo(1);
    }
  }

  @Test
  void oneOfOtherNamesIsNotUsed() throws IOException {
    write(NAMES);
    rig.storage().writeNamesIndex();
    byte[] other = rig.disk.bytes(IndexReader.FILE);
    rig = new Rig(new FaultyDisk(new Random(2)));
    write(
        List.of("x", "y", "z", "a long name that makes this names.log the longer one of the two")
            .stream()
            .flatMap(name -> java.util.stream.IntStream.range(0, 20).mapToObj(i -> name + i))
            .toList());
    rig.disk.put(IndexReader.FILE, other);
    List<String> before = catalog();
    restart();
    assertThat(isUsed()).isFalse();
    assertThat(catalog()).isEqualTo(before);
  }

  /** Killed at each call of writing it, without and with loss of power. */
  @Test
  void surviveAKillAtAnyCall(Random random) throws IOException {
    for (boolean power : new boolean[] {false, true}) {
      for (int at = 0, done = 0; done < 2; at++) {
        rig = new Rig(new FaultyDisk(random));
        write(NAMES.subList(0, 5));
        rig.storage().writeNamesIndex();
        write(NAMES);
        List<String> before = catalog();
        rig.disk.plan(Fault.KILL, at);
        try {
          rig.storage().writeNamesIndex();
          done++;
        } catch (Killed e) {
          // as planned
        }
        rig = new Rig(power ? rig.disk.losePower() : rig.disk.restart());
        assertThat(catalog()).as("killed at call %d", at).isEqualTo(before);
        assertThat(isUsed()).isTrue();
      }
    }
  }

  /** Whether the start took it in: nobody else looks at the file. */
  private boolean isUsed() throws IOException {
    return IndexReader.open(rig.disk, rig.disk.bytes("names.log"), problem -> {}) != null;
  }

  /** Reads the file as docs/formats/names-index.md says, without the engine's own decoders. */
  @Test
  void isAsItsPageSays() throws IOException {
    write(NAMES);
    rig.storage().writeNamesIndex();
    byte[] bytes = rig.disk.bytes("names.idx");
    byte[] names = rig.disk.bytes("names.log");
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(new String(bytes, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("TIDENIX\n");
    assertThat(in.getInt(8)).isEqualTo(1);
    assertThat(in.getInt(20)).isEqualTo(crc(bytes, 20));
    assertThat(in.getLong(24)).isEqualTo(names.length);
    assertThat(in.getInt(32)).isEqualTo(crc(names, names.length));
    List<String> words = new ArrayList<>();
    List<String> found = new ArrayList<>();
    in.position(44);
    for (int i = 0; i < in.getInt(36); i++) {
      byte[] word = new byte[(int) varint(in)];
      in.get(word);
      words.add(new String(word, StandardCharsets.UTF_8));
    }
    long number = 0;
    List<String> path = List.of();
    for (int i = 0; i < in.getInt(40); i++) {
      number += varint(in);
      int kind = (int) varint(in);
      if (kind % 2 == 0) {
        List<String> next = new ArrayList<>(path.subList(0, kind / 2));
        for (long n = varint(in); n > 0; n--) {
          next.add(words.get((int) varint(in)));
        }
        path = next;
        found.add(number + " " + String.join(".", path));
      } else {
        StringBuilder text = new StringBuilder(number + " " + words.get((int) varint(in)));
        for (int n = kind / 2; n > 0; n--) {
          text.append(';').append(words.get((int) varint(in)));
          text.append('=').append(words.get((int) varint(in)));
        }
        found.add(text.toString());
      }
    }
    assertThat(in.position()).isEqualTo(bytes.length - 4);
    assertThat(in.getInt()).isEqualTo(crc(bytes, bytes.length - 4));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      expected.add(i + 1 + " " + NAMES.get(i));
    }
    assertThat(found).isEqualTo(expected);
  }

  private static long varint(ByteBuffer in) {
    long v = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      v |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return v;
      }
    }
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
