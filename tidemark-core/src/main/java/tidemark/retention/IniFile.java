package tidemark.retention;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;

/**
 * The sections of a file as Python's ConfigParser reads it, in file order: {@code [section]},
 * {@code key = value} or {@code key: value}, keys in any case, lines that start with {@code #} or
 * {@code ;} are comments, and a line indented deeper than its key continues the value. There are no
 * comments at the end of a line: what looks like one belongs to the value, and carbon takes it so
 * too.
 */
public final class IniFile {
  /** A value and the line, from 1, on which its key stands. */
  public record Entry(String value, int line) {}

  /** A section by name, with its entries by lower-case key. */
  public record Section(String name, int line, Map<String, Entry> entries) {
    /** The entry of a key, or null if it is missing or blank. */
    public @Nullable Entry get(String key) {
      Entry entry = entries.get(key.toLowerCase(Locale.ROOT));
      return entry == null || entry.value().isEmpty() ? null : entry;
    }
  }

  private IniFile() {}

  /**
   * Reads a file's lines.
   *
   * @param file how errors call the file
   * @throws InvalidInputException if a line is none of the above, or a section or key comes twice
   */
  public static List<Section> read(String file, List<String> lines) {
    Map<String, Section> sections = new LinkedHashMap<>();
    Section section = null;
    String key = null;
    int keyIndent = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      String place = file + " line " + (i + 1) + ": ";
      if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      int indent = lines.get(i).indexOf(line.charAt(0));
      if (section != null && key != null && indent > keyIndent) {
        section
            .entries()
            .computeIfPresent(key, (k, e) -> new Entry(e.value() + "\n" + line, e.line()));
      } else if (line.startsWith("[") && line.indexOf(']') > 0) {
        section = new Section(line.substring(1, line.indexOf(']')), i + 1, new LinkedHashMap<>());
        key = null;
        if (sections.putIfAbsent(section.name(), section) != null) {
          throw new InvalidInputException(place + "section [" + section.name() + "] comes twice");
        }
      } else {
        int delimiter = delimiter(line);
        if (section == null || delimiter <= 0) {
          throw new InvalidInputException(
              place + "neither a [section] nor a key = value inside one: " + line);
        }
        key = line.substring(0, delimiter).strip().toLowerCase(Locale.ROOT);
        keyIndent = indent;
        var entry = new Entry(line.substring(delimiter + 1).strip(), i + 1);
        if (section.entries().putIfAbsent(key, entry) != null) {
          throw new InvalidInputException(
              place + "'" + key + "' comes twice in section [" + section.name() + "]");
        }
      }
    }
    return new ArrayList<>(sections.values());
  }

  private static int delimiter(String line) {
    int equals = line.indexOf('=');
    int colon = line.indexOf(':');
    return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
  }
}
