package tidemark.relay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One recorded run, as golden/relay/README.md describes its form. Texts are ISO-8859-1. */
final class GoldenCase {
  /** A place that lines are sent to. */
  record SinkSpec(String name, String transport, String mode, boolean up) {}

  final String name;
  String kind = "live";
  int align = 10;
  int phase = -1;
  boolean stats;
  final List<String> args = new ArrayList<>();
  final List<SinkSpec> sinks = new ArrayList<>();
  final List<String> union = new ArrayList<>();
  final List<String[]> steps = new ArrayList<>();
  final Map<String, String> files = new LinkedHashMap<>();
  final Map<String, String> expected = new LinkedHashMap<>();

  private GoldenCase(String name) {
    this.name = name;
  }

  static List<GoldenCase> read(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<GoldenCase> cases = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      String[] words = text.substring(at, end).split(" ");
      at = end + 1;
      switch (words[0]) {
        case "case" -> cases.add(new GoldenCase(words[1]));
        case "file", "expected" -> {
          int length = Integer.parseInt(words[2]);
          GoldenCase last = cases.getLast();
          Map<String, String> to = words[0].equals("file") ? last.files : last.expected;
          to.put(words[1], text.substring(at, at + length));
          at += length + 1;
        }
        default -> cases.getLast().set(words);
      }
    }
    return cases;
  }

  private void set(String[] words) {
    switch (words[0]) {
      case "kind" -> kind = words[1];
      case "align" -> align = Integer.parseInt(words[1]);
      case "phase" -> phase = Integer.parseInt(words[1]);
      case "stats" -> stats = true;
      case "arg" -> args.add(words[1]);
      case "sink" -> sinks.add(new SinkSpec(words[1], words[2], words[3], words[4].equals("up")));
      case "union" -> union.addAll(List.of(words).subList(1, words.length));
      case "step" -> steps.add(words);
      default -> throw new IllegalArgumentException(String.join(" ", words));
    }
  }
}
