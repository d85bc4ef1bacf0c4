package tidemark.server.opentsdb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tidemark.model.InvalidInputException;
import tidemark.model.SeriesKey;
import tidemark.query.opentsdb.Tsuid;
import tidemark.query.opentsdb.Uids.Kind;
import tidemark.server.opentsdb.Trees.Place;
import tidemark.server.opentsdb.Trees.Tree;

/**
 * Leads a series through the rules of a tree (contracts/opentsdb.md 9, case 705): on each level the
 * first rule that finds a text names a branch, several if it splits the text, and the last name is
 * the leaf. One instance for one series.
 */
final class TreeGrowth {
  /** What somebody wrote about a name; part of uid meta data. */
  @FunctionalInterface
  interface CustomFields {
    /** Empty if nobody wrote any. */
    Map<String, @Nullable Object> of(Kind kind, String name);
  }

  private final Tree tree;
  private final SeriesKey series;
  private final String tsuid;
  private final CustomFields custom;
  private final List<String> names = new ArrayList<>();
  private final List<String> messages = new ArrayList<>();
  private final List<String> unmatched = new ArrayList<>();

  /**
   * What became of a series.
   *
   * @param names of the branches below the root, and last of the leaf; may be empty
   * @param messages what was tried, for people
   * @param unmatched the rules that ended levels on which none matched, with blanks between
   */
  record Grown(List<String> names, List<String> messages, String unmatched) {
    /** Whether the tree takes the series: a strict one wants a match on each level. */
    boolean taken(Tree tree) {
      return !names.isEmpty() && (unmatched.isEmpty() || !Trees.flag(tree.fields(), "strictMatch"));
    }
  }

  private TreeGrowth(Tree tree, SeriesKey series, String tsuid, CustomFields custom) {
    this.tree = tree;
    this.series = series;
    this.tsuid = tsuid;
    this.custom = custom;
  }

  /**
   * What the rules make of a series.
   *
   * @throws InvalidInputException if a rule has an unknown type or an expression that is none
   */
  static Grown grow(Tree tree, SeriesKey series, Tsuid tsuid, CustomFields custom) {
    return new TreeGrowth(tree, series, tsuid.toString(), custom).grown();
  }

  private Grown grown() {
    Map<Integer, Map<Place, Map<String, @Nullable Object>>> levels = new TreeMap<>();
    tree.rules()
        .forEach((place, rule) ->
            levels.computeIfAbsent(place.level(), l -> new LinkedHashMap<>()).put(place, rule));
    levels.values().forEach(this::level);
    int last = names.size();
    if (last > 1) {
      messages.add(
          "Depth [%d] Adding leaf [name: %s tsuid: %s] to parent branch [Name: [%s]]"
              .formatted(last + 1, names.get(last - 1), tsuid, names.get(last - 2)));
    }
    for (int depth = last; depth > 2; depth--) {
      messages.add(
          "Depth [%d] Adding branch: Name: [%s] to parent: Name: [%s]"
              .formatted(depth, names.get(depth - 2), names.get(depth - 3)));
    }
    return new Grown(names, messages, String.join(" ", unmatched));
  }

  /** The first rule that finds something names the level. */
  private void level(Map<Place, Map<String, @Nullable Object>> rules) {
    String text = "";
    for (Map.Entry<Place, Map<String, @Nullable Object>> each : rules.entrySet()) {
      Map<String, @Nullable Object> rule = each.getValue();
      text =
          "[%d:%d:%d:%s]"
              .formatted(
                  tree.id(),
                  each.getKey().level(),
                  each.getKey().order(),
                  Trees.text(rule, "type"));
      messages.add("Processing rule: " + text);
      String value = value(rule, text);
      List<String> found = value == null ? List.of() : names(rule, value, text);
      if (!found.isEmpty()) {
        found.forEach(this::name);
        return;
      }
    }
    unmatched.add(text);
  }

  /** A branch that is called like its parent is the same branch. */
  private void name(String name) {
    if (names.isEmpty() || !names.getLast().equals(name)) {
      names.add(name);
    }
  }

  private @Nullable String value(Map<String, @Nullable Object> rule, String text) {
    String field = Trees.text(rule, "field");
    return switch (Trees.text(rule, "type")) {
      case "METRIC" -> series.name();
      case "TAGK" -> said(series.tags().get(field), "tagk [" + field + "]", text);
      case "METRIC_CUSTOM" -> customOf(Kind.METRIC, series.name(), rule, text);
      case "TAGK_CUSTOM" -> {
        boolean there = series.tags().get(field) != null;
        String found = said(there ? field : null, "tagk [" + field + "]", text);
        yield found == null ? null : customOf(Kind.TAGK, found, rule, text);
      }
      case "TAGV_CUSTOM" -> {
        String found = said(hasValue(field) ? field : null, "tagv [" + field + "]", text);
        yield found == null ? null : customOf(Kind.TAGV, found, rule, text);
      }
      default -> throw new InvalidInputException("Unknown rule type in " + text);
    };
  }

  private boolean hasValue(String value) {
    for (int i = 0; i < series.tags().size(); i++) {
      if (series.tags().value(i).equals(value)) {
        return true;
      }
    }
    return false;
  }

  private @Nullable String customOf(
      Kind kind, String name, Map<String, @Nullable Object> rule, String text) {
    String field = Trees.text(rule, "customField");
    Object found = custom.of(kind, name).get(field);
    return said(found == null ? null : found.toString(), "custom tag [" + field + "]", text);
  }

  private @Nullable String said(@Nullable String found, String what, String rule) {
    messages.add((found == null ? "No match on " : "Matched ") + what + " for rule: " + rule);
    return found;
  }

  /** A text as a rule takes it apart: by an expression's group, at a separator, or not at all. */
  private List<String> names(Map<String, @Nullable Object> rule, String value, String text) {
    String regex = Trees.text(rule, "regex");
    String separator = Trees.text(rule, "separator");
    List<String> parts = new ArrayList<>();
    try {
      if (!regex.isEmpty()) {
        group(Pattern.compile(regex).matcher(value), Trees.number(rule, "regexGroupIdx"), text)
            .ifPresent(parts::add);
      } else if (!separator.isEmpty()) {
        parts.addAll(List.of(Pattern.compile(separator).split(value)));
      } else {
        parts.add(value);
      }
    } catch (PatternSyntaxException e) {
      throw new InvalidInputException("Rule " + text + ": " + e.getMessage(), e);
    }
    return parts.stream().map(part -> shown(rule, value, part)).filter(n -> !n.isEmpty()).toList();
  }

  private Optional<String> group(Matcher matcher, int index, String rule) {
    if (!matcher.find()) {
      return Optional.empty();
    }
    if (index < 0 || matcher.groupCount() < index + 1) {
      messages.add(
          "Regex group index [%d] for rule %s was out of bounds [%d]"
              .formatted(index, rule, matcher.groupCount()));
      return Optional.empty();
    }
    String found = matcher.group(index + 1);
    if (found == null || found.isEmpty()) {
      messages.add("Extracted value for rule " + rule + " was null or empty");
      return Optional.empty();
    }
    return Optional.of(found);
  }

  private String shown(Map<String, @Nullable Object> rule, String whole, String part) {
    String format = Trees.text(rule, "displayFormat");
    if (format.isEmpty()) {
      return part;
    }
    String type = Trees.text(rule, "type");
    String tagName =
        type.equals("TAGK")
            ? Trees.text(rule, "field")
            : type.endsWith("_CUSTOM") ? Trees.text(rule, "customField") : "";
    return format
        .replace("{ovalue}", whole)
        .replace("{value}", part)
        .replace("{tsuid}", tsuid)
        .replace("{tag_name}", tagName);
  }
}
